using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding.Templates;

/// <summary>One rendition of a template group.</summary>
public sealed class TranscodeTemplate
{
    /// <summary>The id; outside it is written as 32 lower-case hex digits.</summary>
    public required Guid Id { get; init; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; init; }

    /// <summary>Its label; unique within its group.</summary>
    public required Definition Definition { get; set; }

    /// <summary>What it makes, as <see cref="TemplateDocument"/> writes it.</summary>
    public required string Settings { get; set; }
}

internal sealed class TranscodeTemplateConfiguration : IEntityTypeConfiguration<TranscodeTemplate>
{
    public void Configure(EntityTypeBuilder<TranscodeTemplate> builder)
    {
        builder.ToTable("TranscodeTemplates");
        builder.Property(template => template.Id).ValueGeneratedNever();
        builder.Property(template => template.Settings).HasMaxLength(TemplateDocument.LengthLimit);
        builder.HasIndex(template => template.GroupId);
    }
}
