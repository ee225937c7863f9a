using System.ComponentModel.DataAnnotations;

namespace VodConsole.Worker.Transcoding;

/// <summary>Configuration section <c>Packaging</c>: how sources are made into HLS.</summary>
public sealed class PackagingOptions
{
    /// <summary>Length of a segment in seconds; where nothing is re-encoded, the source's key frames make it longer.</summary>
    [Range(1, 60)]
    public int SegmentSeconds { get; set; } = 6;

    /// <summary>Effort of the encoder: slower ones make smaller files of the same quality.</summary>
    [EnumDataType(typeof(EncoderPreset))]
    public EncoderPreset Preset { get; set; } = EncoderPreset.VeryFast;

    /// <summary>Constant rate factor of the encoder: lower is better and larger. The label's bit rate stays the upper bound.</summary>
    [Range(15, 35)]
    public int Quality { get; set; } = 23;
}

/// <summary>The presets of x264 that make sense on a server.</summary>
public enum EncoderPreset
{
    /// <summary>For tests and weak machines.</summary>
    UltraFast,
    /// <summary>Very little effort.</summary>
    SuperFast,
    /// <summary>The default.</summary>
    VeryFast,
    /// <summary>About a third slower than the default.</summary>
    Faster,
    /// <summary>About half as fast as the default.</summary>
    Fast,
    /// <summary>The encoder's own default.</summary>
    Medium,
    /// <summary>For large machines.</summary>
    Slow,
}
