using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads;

/// <summary>
/// A key file (<c>encryptedApp.dat</c>) as the register knows it. The file itself is not kept, nor the private key that it was made
/// with: only the secret derived from them, wrapped, which licences are sealed with.
/// </summary>
public sealed class KeyFile : IVersioned
{
    /// <summary>Characters in a label.</summary>
    public const int LabelLimit = 64;

    /// <summary>Characters in a note, and in the reason of a revocation.</summary>
    public const int NoteLimit = 500;

    private string label = "";

    /// <summary>The id, which the file carries in its header as 16 big-endian bytes.</summary>
    public required Guid Id { get; init; }

    /// <summary>The app's platform.</summary>
    public required AppPlatform Platform { get; init; }

    /// <summary>The app, as <see cref="AppIdentity.Canonical"/>.</summary>
    public required string Identity { get; init; }

    /// <summary>What people call the client that it is for; may be empty.</summary>
    public required string Label
    {
        get => label;
        set
        {
            label = value;
            SearchLabel = value.ToUpperInvariant();
        }
    }

    /// <summary>The label in upper case: what searches compare, the same on every database.</summary>
    public string SearchLabel { get; private set; } = "";

    /// <summary>Free text of the operators; may be empty.</summary>
    public string Note { get; set; } = "";

    /// <summary>SHA-256 of the file, lower-case hex: what a person compares to know which file is in an app.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The 32-byte key-file secret under <c>KeyPurpose.KeyFile</c>, a record of <c>WrappedKey</c>, bound to <see cref="Id"/>.</summary>
    public required byte[] Wrapped { get; set; }

    /// <summary>Version of the key-encryption key that wraps it, for rotation.</summary>
    public required long KekVersion { get; set; }

    /// <summary>Who generated it, by name.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When, UTC; the file says the same to the second.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When a download was last authorised by it, UTC; null for never.</summary>
    public DateTime? LastUsedAt { get; set; }

    /// <summary>The key file that took its place, or null.</summary>
    public Guid? ReplacedById { get; set; }

    /// <summary>When it stops counting, UTC, because another takes its place; null for no end.</summary>
    public DateTime? ValidUntil { get; set; }

    /// <summary>When it was revoked, UTC, or null.</summary>
    public DateTime? RevokedAt { get; set; }

    /// <summary>Who revoked it, by name.</summary>
    public string? RevokedBy { get; set; }

    /// <summary>Why it was revoked.</summary>
    public string? RevokeReason { get; set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Where it stands at <paramref name="now"/> (UTC).</summary>
    public KeyFileStatus StatusAt(DateTime now) => StatusAt(RevokedAt, ValidUntil, now);

    /// <summary>The same from the columns that decide it, for reads that take no more than these.</summary>
    internal static KeyFileStatus StatusAt(DateTime? revokedAt, DateTime? validUntil, DateTime now) =>
        revokedAt is not null ? KeyFileStatus.Revoked
        : validUntil is not { } end ? KeyFileStatus.Live
        : now < end ? KeyFileStatus.Replaced
        : KeyFileStatus.Expired;
}

/// <summary>Where a key file stands.</summary>
public enum KeyFileStatus
{
    /// <summary>It counts.</summary>
    Live,
    /// <summary>Another took its place, and it still counts for a while (<see cref="KeyFile.ValidUntil"/>).</summary>
    Replaced,
    /// <summary>Another took its place, and it counts no more.</summary>
    Expired,
    /// <summary>A person ended it; it counts no more.</summary>
    Revoked,
}

internal sealed class KeyFileConfiguration : IEntityTypeConfiguration<KeyFile>
{
    public void Configure(EntityTypeBuilder<KeyFile> builder)
    {
        builder.ToTable("KeyFiles");
        builder.Property(file => file.Id).ValueGeneratedNever();
        builder.Property(file => file.Identity).HasMaxLength(AppIdentity.CanonicalLimit);
        builder.Property(file => file.Label).HasMaxLength(KeyFile.LabelLimit);
        builder.Property(file => file.SearchLabel).HasMaxLength(KeyFile.LabelLimit * 2);
        builder.Property(file => file.Note).HasMaxLength(KeyFile.NoteLimit);
        builder.Property(file => file.Fingerprint).HasMaxLength(64);
        builder.Property(file => file.Wrapped).HasMaxLength(512);
        builder.Property(file => file.CreatedBy).HasMaxLength(256);
        builder.Property(file => file.RevokedBy).HasMaxLength(256);
        builder.Property(file => file.RevokeReason).HasMaxLength(KeyFile.NoteLimit);
        builder.HasIndex(file => file.Identity);
        builder.HasIndex(file => file.Fingerprint).IsUnique();
        builder.HasIndex(file => new { file.CreatedAt, file.Id });
        builder.HasIndex(file => file.KekVersion);
    }
}
