using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VodConsole.Core.Accounts;

namespace VodConsole.Core.ApiAccess;

/// <summary>
/// A pair of id and secret that a program signs its requests with, for the account that it belongs to. The secret is stored wrapped
/// rather than hashed: to check a signature, the server must make the same one.
/// </summary>
public sealed class AccessKey : IVersioned
{
    /// <summary>Characters in an id.</summary>
    public const int IdLength = 24;

    /// <summary>Characters in a secret.</summary>
    public const int SecretLength = 30;

    /// <summary>Characters in a note.</summary>
    public const int NoteLimit = 128;

    /// <summary>Characters in the list of addresses.</summary>
    public const int AllowedAddressesLimit = 1000;

    /// <summary>The id, as requests name it: letters and digits.</summary>
    public required string Id { get; init; }

    /// <summary>The account for which it acts; its rights are the account's.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The secret under <c>KeyPurpose.AccessKey</c>, a record of <c>WrappedKey</c>, bound to <see cref="Id"/>.</summary>
    public required byte[] Wrapped { get; set; }

    /// <summary>Version of the key-encryption key that wraps it, for rotation.</summary>
    public required long KekVersion { get; set; }

    /// <summary>Whether it is turned off; it can be turned on again.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>When it ends, UTC; null for never.</summary>
    public DateTime? ExpiresAt { get; set; }

    /// <summary>Networks that it may be used from, as <c>192.0.2.0/24</c>, separated by spaces; empty for everywhere.</summary>
    public string AllowedAddresses { get; set; } = "";

    /// <summary>What it is for; may be empty.</summary>
    public string Note { get; set; } = "";

    /// <summary>Who made it, by name.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When a signature by it was last accepted, UTC, to the minute; null for never.</summary>
    public DateTime? LastUsedAt { get; set; }

    /// <summary>The remote address of that time.</summary>
    public string? LastUsedFrom { get; set; }

    /// <summary>The operation of that time.</summary>
    public string? LastUsedAction { get; set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }
}

internal sealed class AccessKeyConfiguration : IEntityTypeConfiguration<AccessKey>
{
    public void Configure(EntityTypeBuilder<AccessKey> builder)
    {
        builder.ToTable("AccessKeys");
        builder.Property(key => key.Id).HasMaxLength(AccessKey.IdLength);
        builder.Property(key => key.Wrapped).HasMaxLength(512);
        builder.Property(key => key.AllowedAddresses).HasMaxLength(AccessKey.AllowedAddressesLimit);
        builder.Property(key => key.Note).HasMaxLength(AccessKey.NoteLimit);
        builder.Property(key => key.CreatedBy).HasMaxLength(256);
        builder.Property(key => key.LastUsedFrom).HasMaxLength(64);
        builder.Property(key => key.LastUsedAction).HasMaxLength(64);
        builder.HasOne<VodUser>().WithMany().HasForeignKey(key => key.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(key => key.KekVersion);
    }
}
