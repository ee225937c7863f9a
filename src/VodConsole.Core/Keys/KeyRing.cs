using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VodConsole.Core.Keys;

/// <summary>
/// The key-encryption keys of an installation, all versions of all purposes. Immutable; memory only, except through
/// <see cref="KeyRingFile"/> and a sealed export.
/// </summary>
public sealed class KeyRing
{
    /// <summary>Bytes of one key-encryption key.</summary>
    public const int KeyLength = 32;

    private const string Format = "vod-keyring/1";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        WriteIndented = true,
    };

    private readonly KeyRingEntry[] entries;

    private KeyRing(KeyRingEntry[] entries) => this.entries = entries;

    /// <summary>Every key, by purpose and version.</summary>
    public IReadOnlyList<KeyRingEntry> Entries => entries;

    /// <summary>A new ring: one random key, version 1, for each purpose.</summary>
    public static KeyRing Generate(TimeProvider clock) => new KeyRing([]).WithEveryPurpose(clock);

    /// <summary>
    /// This ring with a random key, version 1, for each purpose that it has none for, as when a newer program brings a purpose; itself
    /// when it lacks none.
    /// </summary>
    public KeyRing WithEveryPurpose(TimeProvider clock)
    {
        var missing = Enum.GetValues<KeyPurpose>().Except(entries.Select(entry => entry.Purpose)).ToList();
        return missing.Count == 0 ? this : new KeyRing(
        [
            .. entries,
            .. missing.Select(purpose => new KeyRingEntry(
                purpose, 1, KeyState.Active, clock.GetUtcNow().UtcDateTime, RandomNumberGenerator.GetBytes(KeyLength))),
        ]);
    }

    /// <summary>The version that new keys are wrapped under.</summary>
    /// <exception cref="CryptoRejectedException">The ring has no key for the purpose.</exception>
    public KeyRingEntry Active(KeyPurpose purpose) =>
        entries.SingleOrDefault(entry => entry.Purpose == purpose && entry.State == KeyState.Active)
        ?? throw new CryptoRejectedException($"the key ring has no active key for {purpose}");

    /// <summary>One version, or null when the ring does not hold it.</summary>
    public KeyRingEntry? Find(KeyPurpose purpose, uint version) =>
        entries.SingleOrDefault(entry => entry.Purpose == purpose && entry.Version == version);

    /// <summary>Whether both rings hold exactly the same keys.</summary>
    public bool Matches(KeyRing other) => entries.Length == other.entries.Length && entries.All(entry =>
        other.Find(entry.Purpose, entry.Version) is { } twin && CryptographicOperations.FixedTimeEquals(entry.Key, twin.Key));

    /// <summary>The ring as JSON. This is the secret itself: it goes to <see cref="KeyRingFile"/> or into a seal, nowhere else.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(new Document(Format, entries), Json);

    /// <summary>Reads <see cref="ToJson"/>.</summary>
    /// <exception cref="CryptoRejectedException">Not a key ring, or an inconsistent one.</exception>
    public static KeyRing Parse(ReadOnlySpan<byte> json)
    {
        Document document;
        try
        {
            document = JsonSerializer.Deserialize<Document>(json, Json)!;
        }
        catch (JsonException)
        {
            throw new CryptoRejectedException("not a key-ring document");
        }

        if (document?.Format != Format) throw new CryptoRejectedException("unknown key-ring format");
        var keys = document.Keys;
        if (keys.Any(key => key is null || key.Key.Length != KeyLength || key.Version == 0)
            || keys.DistinctBy(key => (key.Purpose, key.Version)).Count() != keys.Length
            || keys.Where(key => key.State == KeyState.Active).DistinctBy(key => key.Purpose).Count()
                != keys.Count(key => key.State == KeyState.Active))
            throw new CryptoRejectedException("inconsistent key ring");
        return new KeyRing(keys);
    }

    /// <inheritdoc/>
    public override string ToString() => "***";

    private sealed record Document(string Format, KeyRingEntry[] Keys);
}

/// <summary>One key-encryption key. <c>ToString</c> never shows it.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Version">From 1, rising per purpose.</param>
/// <param name="State">Whether it still wraps.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="Key">32 bytes; memory and the key-ring file only.</param>
public sealed record KeyRingEntry(KeyPurpose Purpose, uint Version, KeyState State, DateTime CreatedAt, byte[] Key)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Purpose} {Version} ({State})";
}

/// <summary>The life of a key version.</summary>
public enum KeyState
{
    /// <summary>Wraps and opens; one per purpose.</summary>
    Active,
    /// <summary>Opens what it wrapped.</summary>
    DecryptOnly,
}
