using System.Linq.Expressions;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads;

/// <summary>A key file as lists show it. In contrast to <see cref="KeyFile"/> it has nothing of the secret, not even wrapped.</summary>
public sealed record KeyFileRow
{
    internal static readonly Expression<Func<KeyFile, KeyFileRow>> Of = file => new KeyFileRow
    {
        Id = file.Id, Platform = file.Platform, Identity = file.Identity, Label = file.Label, Note = file.Note,
        Fingerprint = file.Fingerprint, CreatedBy = file.CreatedBy, CreatedAt = file.CreatedAt, LastUsedAt = file.LastUsedAt,
        ReplacedById = file.ReplacedById, ValidUntil = file.ValidUntil,
        RevokedAt = file.RevokedAt, RevokedBy = file.RevokedBy, RevokeReason = file.RevokeReason,
    };

    /// <summary>The id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The app's platform.</summary>
    public required AppPlatform Platform { get; init; }

    /// <summary>The app, as <see cref="AppIdentity.Canonical"/>.</summary>
    public required string Identity { get; init; }

    /// <summary>What people call the client; may be empty.</summary>
    public required string Label { get; init; }

    /// <summary>Free text; may be empty.</summary>
    public required string Note { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Who generated it, by name.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When a download was last authorised by it, UTC; null for never.</summary>
    public required DateTime? LastUsedAt { get; init; }

    /// <summary>The key file that took its place, or null.</summary>
    public required Guid? ReplacedById { get; init; }

    /// <summary>When it stops counting, UTC; null for no end.</summary>
    public required DateTime? ValidUntil { get; init; }

    /// <summary>When it was revoked, UTC, or null.</summary>
    public required DateTime? RevokedAt { get; init; }

    /// <summary>Who revoked it, by name.</summary>
    public required string? RevokedBy { get; init; }

    /// <summary>Why.</summary>
    public required string? RevokeReason { get; init; }

    /// <summary>Where it stood when it was read.</summary>
    public KeyFileStatus Status { get; init; }

    /// <summary>The app as its platform's own tools print it.</summary>
    public string App => AppIdentity.FindCanonical(Identity)?.Display ?? Identity;

    internal KeyFileRow At(DateTime now) => this with { Status = KeyFile.StatusAt(RevokedAt, ValidUntil, now) };
}
