using System.Diagnostics;
using System.Security.Cryptography;

namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>
/// What is sealed in a key file. In contrast to <see cref="KeyFileHeader"/> it is for the app alone: <see cref="ToString"/> gives
/// <c>***</c>, and disposing zeroes <see cref="Secret"/> (a best effort, since the garbage collector may have copied it).
/// </summary>
[DebuggerDisplay("***")]
public sealed class KeyFilePayload : IDisposable
{
    private readonly byte[] secret;

    /// <summary>Puts a payload together.</summary>
    /// <param name="identity">The app that the file is bound to.</param>
    /// <param name="secret">The secret of <see cref="KeyFileSecret"/>. It belongs to the payload from here on.</param>
    /// <param name="licenceKeys">
    /// The P-256 public keys (DER, SubjectPublicKeyInfo) that licences may be signed with; several while they are replaced.
    /// </param>
    /// <exception cref="ArgumentException">The secret does not have 32 bytes, there is no licence key, or one is of another kind.</exception>
    public KeyFilePayload(AppIdentity identity, byte[] secret, IReadOnlyList<ReadOnlyMemory<byte>> licenceKeys)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, KeyFileSecret.Size, nameof(secret));
        if (licenceKeys.Count == 0 || !licenceKeys.All(key => P256PublicKey.IsOne(key.Span)))
            throw new ArgumentException("A payload needs licence keys, and they are P-256 public keys.", nameof(licenceKeys));
        (Identity, this.secret, LicenceKeys) = (identity, secret, licenceKeys);
    }

    /// <summary>The app that the file is bound to.</summary>
    public AppIdentity Identity { get; }

    /// <summary>The secret (KFS), 32 bytes.</summary>
    public ReadOnlyMemory<byte> Secret => secret;

    /// <summary>Public keys (DER, SubjectPublicKeyInfo) that licences may be signed with; at least one.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> LicenceKeys { get; }

    /// <summary>Where the app asks for licences, by HTTP or HTTPS; null when the app knows by itself.</summary>
    public Uri? LicenceUrl { get; init; }

    /// <summary>
    /// After this the app should ask for a newer file; null for no end. It is advice to honest apps: what a file is worth is decided
    /// by the server's register.
    /// </summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(secret);
}
