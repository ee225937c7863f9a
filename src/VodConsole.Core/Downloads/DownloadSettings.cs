using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Downloads;

/// <summary>The account's one decision about downloads: a single row, there from the first migration on.</summary>
public sealed class DownloadSettings : IVersioned
{
    /// <summary>The id of the only row.</summary>
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>What is allowed.</summary>
    public DownloadMode Mode { get; set; }

    /// <summary>Who decided it, by name; empty while nobody has.</summary>
    public string ChangedBy { get; set; } = "";

    /// <summary>When, UTC; null while nobody has.</summary>
    public DateTime? ChangedAt { get; set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }
}

internal sealed class DownloadSettingsConfiguration : IEntityTypeConfiguration<DownloadSettings>
{
    public void Configure(EntityTypeBuilder<DownloadSettings> builder)
    {
        builder.ToTable("DownloadSettings");
        builder.Property(settings => settings.Id).ValueGeneratedNever();
        builder.Property(settings => settings.ChangedBy).HasMaxLength(256);
        builder.HasData(new DownloadSettings { Id = DownloadSettings.OnlyId });
    }
}
