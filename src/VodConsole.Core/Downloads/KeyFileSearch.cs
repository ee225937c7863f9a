using System.Globalization;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads;

/// <summary>Which key files of the register, and in what order. Equal searches are equal values.</summary>
public sealed record KeyFileSearch
{
    /// <summary>Part of the label or of the app identifier in any case and with or without colons, the beginning of the fingerprint, or a whole id; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>Only these; null for all.</summary>
    public AppPlatform? Platform { get; init; }

    /// <summary>Only those that stand so now; null for all.</summary>
    public KeyFileStatus? Status { get; init; }

    /// <summary>What they are ordered by.</summary>
    public KeyFileSort Sort { get; init; } = KeyFileSort.Created;

    /// <summary>Whether the order is reversed.</summary>
    public bool IsDescending { get; init; } = true;

    internal IQueryable<KeyFile> ApplyTo(IQueryable<KeyFile> files, DateTime now)
    {
        if (Platform is { } platform) files = files.Where(file => file.Platform == platform);
        files = Status switch
        {
            KeyFileStatus.Live => files.Where(file => file.RevokedAt == null && file.ValidUntil == null),
            KeyFileStatus.Replaced => files.Where(file => file.RevokedAt == null && file.ValidUntil > now),
            KeyFileStatus.Expired => files.Where(file => file.RevokedAt == null && file.ValidUntil <= now),
            KeyFileStatus.Revoked => files.Where(file => file.RevokedAt != null),
            _ => files,
        };
        return Text?.Trim() is { Length: > 0 } text ? WithText(files, text) : files;
    }

    internal IQueryable<KeyFile> Order(IQueryable<KeyFile> files) => (Sort, IsDescending) switch
    {
        (KeyFileSort.Created, false) => files.OrderBy(file => file.CreatedAt).ThenBy(file => file.Id),
        (KeyFileSort.Created, true) => files.OrderByDescending(file => file.CreatedAt).ThenByDescending(file => file.Id),
        (KeyFileSort.Label, false) => files.OrderBy(file => file.SearchLabel).ThenBy(file => file.Id),
        (KeyFileSort.Label, true) => files.OrderByDescending(file => file.SearchLabel).ThenByDescending(file => file.Id),
        (KeyFileSort.LastUsed, false) => files.OrderBy(file => file.LastUsedAt).ThenBy(file => file.Id),
        (KeyFileSort.LastUsed, true) => files.OrderByDescending(file => file.LastUsedAt).ThenByDescending(file => file.Id),
        _ => throw new InvalidOperationException($"There is no order {Sort}."),
    };

    private static IQueryable<KeyFile> WithText(IQueryable<KeyFile> files, string text)
    {
        var label = text.ToUpperInvariant();
        var identity = text.ToLower(CultureInfo.InvariantCulture);
        // As tools print fingerprints and serial numbers; what is stored has neither colons nor spaces.
        var hex = identity.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (hex.Length == 0 || !hex.All(char.IsAsciiHexDigitLower)) hex = identity;
        var id = Guid.TryParse(text, out var parsed) ? parsed : Guid.Empty;
        // Run by the database, not by .NET; identities are ASCII.
#pragma warning disable CA1304, CA1311, CA1862
        return files.Where(file => file.Id == id || file.SearchLabel.Contains(label) || file.Fingerprint.StartsWith(hex)
            || file.Identity.ToLower().Contains(identity) || file.Identity.ToLower().Contains(hex));
#pragma warning restore CA1304, CA1311, CA1862
    }
}

/// <summary>What the register can be ordered by.</summary>
public enum KeyFileSort
{
    /// <summary>When it was generated.</summary>
    Created,
    /// <summary>The label, without regard to case.</summary>
    Label,
    /// <summary>When a download was last authorised by it.</summary>
    LastUsed,
}

/// <summary>One page of the register.</summary>
/// <param name="Rows">The key files of the page, in order.</param>
/// <param name="Total">How many match in all.</param>
public sealed record KeyFilePage(IReadOnlyList<KeyFileRow> Rows, int Total);
