using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Media;

/// <summary>
/// What the probe saw of a source beyond <see cref="Video.Source"/>, in a row of its own: few ask for it, and lists of videos stay light.
/// A source that came in before these details were kept has none.
/// </summary>
public sealed class SourceDetails
{
    /// <summary>The video.</summary>
    public required Guid VideoId { get; init; }

    /// <summary>Its streams of pictures and sound, in the file's order.</summary>
    public required IReadOnlyList<SourceStream> Streams { get; init; }
}

internal sealed class SourceDetailsConfiguration : IEntityTypeConfiguration<SourceDetails>
{
    // The properties' names are stored: renaming one of SourceStream makes old rows unreadable.
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public void Configure(EntityTypeBuilder<SourceDetails> builder)
    {
        builder.ToTable("SourceDetails");
        builder.HasKey(details => details.VideoId);
        builder.HasOne<Video>().WithOne().HasForeignKey<SourceDetails>(details => details.VideoId).OnDelete(DeleteBehavior.Cascade);
        // Not EF's own mapping to JSON: with a collation of texts its migrations do not compile, and nobody searches in it.
        builder.Property(details => details.Streams).HasConversion(
            streams => JsonSerializer.Serialize(streams, Json),
            json => JsonSerializer.Deserialize<SourceStream[]>(json, Json)!,
            new ValueComparer<IReadOnlyList<SourceStream>>(
                (one, other) => one == other || (one != null && other != null && one.SequenceEqual(other)), streams => streams.Count, streams => streams));
    }
}
