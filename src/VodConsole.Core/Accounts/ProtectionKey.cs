using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Accounts;

/// <summary>
/// One element of ASP.NET Data Protection's key ring (cookies, antiforgery), sealed by the key-encryption key.
/// In contrast to <c>DataKey</c> it protects sessions, never media.
/// </summary>
public sealed class ProtectionKey
{
    /// <summary>Row number.</summary>
    public int Id { get; init; }

    /// <summary>The name that Data Protection gave the element.</summary>
    public required string FriendlyName { get; init; }

    /// <summary>The element as XML; its secret part is sealed.</summary>
    public required string Xml { get; init; }
}

internal sealed class ProtectionKeyConfiguration : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> builder)
    {
        builder.ToTable("ProtectionKeys");
        builder.Property(key => key.FriendlyName).HasMaxLength(200);
    }
}
