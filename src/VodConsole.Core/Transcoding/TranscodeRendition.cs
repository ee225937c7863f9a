using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding;

/// <summary>
/// One rendition of a task, for its progress bar; the API calls it a job. In contrast to <c>PublishedRendition</c> it says how
/// the work went, not what can be played.
/// </summary>
public sealed class TranscodeRendition
{
    /// <summary>Row number.</summary>
    public int Id { get; init; }

    /// <summary>The task.</summary>
    public Guid TaskId { get; init; }

    /// <summary>The contract's JobId, which what is published of it has too; null where a task is older than jobs are.</summary>
    public Guid? JobId { get; init; }

    /// <summary>Its label.</summary>
    public required Definition Definition { get; init; }

    /// <summary>The template that it was made from; null where the task is older than templates are.</summary>
    public Guid? TemplateId { get; init; }

    /// <summary>
    /// The template as it was when the task was submitted, as <see cref="TemplateDocument"/> writes it; null for a built-in group's.
    /// </summary>
    public string? Template { get; init; }

    /// <summary>Why the template makes nothing of this source; null where it does. The other jobs of the task go on.</summary>
    public ErrorCode? Refusal { get; init; }

    /// <summary>Width in pixels; null for audio alone.</summary>
    public int? Width { get; set; }

    /// <summary>Height in pixels; null for audio alone.</summary>
    public int? Height { get; set; }

    /// <summary>0 to 1, by the segments that have been stored.</summary>
    public double Progress { get; set; }

    /// <summary>Encrypted bytes stored so far.</summary>
    public long StoredBytes { get; set; }

    /// <summary>Segments stored so far.</summary>
    public int Segments { get; set; }
}

internal sealed class TranscodeRenditionConfiguration : IEntityTypeConfiguration<TranscodeRendition>
{
    public void Configure(EntityTypeBuilder<TranscodeRendition> builder)
    {
        builder.ToTable("TranscodeRenditions");
        builder.HasIndex(rendition => new { rendition.TaskId, rendition.Definition }).IsUnique();
        builder.HasIndex(rendition => rendition.JobId);
        builder.Property(rendition => rendition.Template).HasMaxLength(TemplateDocument.LengthLimit);
    }
}
