using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Transcoding.Templates;

/// <summary>The installation's decision on what uploads are made into: a single row, there from the migration on.</summary>
public sealed class TranscodeSettings : IVersioned
{
    /// <summary>The id of the only row.</summary>
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>The group of an upload that names none.</summary>
    public TemplateGroup DefaultGroup { get; set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }
}

internal sealed class TranscodeSettingsConfiguration : IEntityTypeConfiguration<TranscodeSettings>
{
    public void Configure(EntityTypeBuilder<TranscodeSettings> builder)
    {
        builder.ToTable("TranscodeSettings");
        builder.Property(settings => settings.Id).ValueGeneratedNever();
        builder.HasData(new TranscodeSettings { Id = TranscodeSettings.OnlyId });
    }
}
