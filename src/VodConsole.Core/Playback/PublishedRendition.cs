using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VodConsole.Protocol;

namespace VodConsole.Core.Playback;

/// <summary>One playable rendition of a publication; its playlist lies at <c>{prefix}/{name}/index.m3u8</c>.</summary>
public sealed class PublishedRendition
{
    /// <summary>The id; the contract's JobId of a stream.</summary>
    public Guid Id { get; set; }

    /// <summary>The publication.</summary>
    public Guid PublicationId { get; init; }

    /// <summary>Its label.</summary>
    public required Definition Definition { get; init; }

    /// <summary>Its folder under the publication's prefix: the label in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>Width in pixels; null for audio alone.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels; null for audio alone.</summary>
    public int? Height { get; init; }

    /// <summary>Frames per second; null for audio alone.</summary>
    public double? FrameRate { get; init; }

    /// <summary>The CODECS attribute of the master playlist (RFC 6381), e.g. <c>avc1.64001f,mp4a.40.2</c>; null when unknown.</summary>
    public string? Codecs { get; init; }

    /// <summary>Highest segment bit rate in bit/s: BANDWIDTH of the master playlist.</summary>
    public required int PeakBitrate { get; init; }

    /// <summary>Average bit rate in bit/s.</summary>
    public required int AverageBitrate { get; init; }

    /// <summary>Encrypted bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Length in seconds.</summary>
    public required double Duration { get; init; }

    /// <summary>Segments.</summary>
    public required int Segments { get; init; }
}

internal sealed class PublishedRenditionConfiguration : IEntityTypeConfiguration<PublishedRendition>
{
    public void Configure(EntityTypeBuilder<PublishedRendition> builder)
    {
        builder.ToTable("PublishedRenditions");
        builder.Property(rendition => rendition.Name).HasMaxLength(16);
        builder.Property(rendition => rendition.Codecs).HasMaxLength(64);
        builder.HasIndex(rendition => new { rendition.PublicationId, rendition.Definition }).IsUnique();
    }
}
