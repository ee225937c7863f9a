using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding.Templates;

/// <summary>Decides what a template makes of a source. Pure and thread-safe. In contrast to <see cref="Ladder"/> the template says the sizes.</summary>
public static class TemplatePlan
{
    /// <summary>The sound's bit rate where a template leaves it open, in kbit/s.</summary>
    public const int DefaultAudioKbps = 128;

    /// <summary>Bit rates as <c>vod-contract.md</c> §5 recommends them for each label.</summary>
    private static readonly Dictionary<Definition, int> Recommended = new()
    {
        [Definition.FD] = 400, [Definition.LD] = 900, [Definition.SD] = 1500, [Definition.HD] = 3000,
    };

    /// <summary>The pictures' bit rate where a template leaves it open, in kbit/s.</summary>
    public static int RecommendedKbps(Definition definition) => Recommended[definition];

    /// <summary>The rendition.</summary>
    /// <exception cref="VodException">
    /// The job fails: <see cref="ErrorCode.TemplateNeedsVideo"/>, <see cref="ErrorCode.TemplateNeedsAudio"/>,
    /// <see cref="ErrorCode.TemplateAboveSource"/>, or <see cref="ErrorCode.TemplateBitrateAboveSource"/>.
    /// </exception>
    public static PlannedRendition Of(SourceInfo source, TemplateSettings template)
    {
        var rendition = new PlannedRendition(template.Definition) { SegmentSeconds = template.SegmentSeconds };
        if (source.HasAudio && template.Audio is { } audio)
            rendition = rendition with
            {
                AudioKbps = audio.Bitrate ?? DefaultAudioKbps, SampleRate = audio.SampleRate, Channels = audio.Channels,
            };
        if (template.Video is not { } video)
            return source.HasAudio ? rendition : throw new VodException(ErrorCode.TemplateNeedsAudio);
        if (source is not { HasVideo: true, Width: { } width, Height: { } height }) throw new VodException(ErrorCode.TemplateNeedsVideo);

        var (outWidth, outHeight) = SizeOf(video, width, height);
        if (outWidth > width || outHeight > height)
        {
            if (template.Conditions.FailsOnResolution) throw new VodException(ErrorCode.TemplateAboveSource);
            if (template.Conditions.KeepsResolution) (outWidth, outHeight) = (Even(width), Even(height));
        }

        var kbps = BitrateOf(template, video, source);
        var picture = Within(width, height, outWidth, outHeight);
        return rendition with
        {
            Width = outWidth,
            Height = outHeight,
            PictureWidth = picture?.Width,
            PictureHeight = picture?.Height,
            FrameRate = Lower(video.FrameRate, source.FrameRate),
            DropsFrames = video.FrameRate < source.FrameRate,
            VideoKbps = video.MaxRate ?? (video.Crf is null ? kbps * 3 / 2 : kbps),
            AverageKbps = video.Crf is null ? kbps : null,
            Quality = video.Crf,
            BufferKbit = video.BufferSize,
            Gop = video.Gop,
            Profile = video.Profile,
            Preset = video.Preset,
        };
    }

    private static int BitrateOf(TemplateSettings template, VideoSettings video, SourceInfo source)
    {
        var wanted = video.Bitrate ?? video.MaxRate ?? Recommended[template.Definition];
        if (source.BitrateKbps is not { } own || wanted <= own) return wanted;
        if (template.Conditions.FailsOnBitrate) throw new VodException(ErrorCode.TemplateBitrateAboveSource);
        return template.Conditions.KeepsBitrate ? Math.Max(own, 10) : wanted;
    }

    // By the sides' length, a template for a lying video fits an upright one as well.
    private static (int Width, int Height) SizeOf(VideoSettings video, int width, int height)
    {
        var turns = video.IsLongShort && height > width;
        var (first, second) = turns ? (video.Height, video.Width) : (video.Width, video.Height);
        return (first, second) switch
        {
            ({ } x, { } y) => (x, y),
            ({ } x, null) => (x, Even((double)height * x / width)),
            (null, { } y) => (Even((double)width * y / height), y),
            _ => (Even(width), Even(height)),
        };
    }

    // A picture is never pulled out of shape: what it leaves free is black. Less than two lines of black are left out.
    private static (int Width, int Height)? Within(int width, int height, int outWidth, int outHeight)
    {
        var scale = Math.Min((double)outWidth / width, (double)outHeight / height);
        var (x, y) = ((int)Math.Round(width * scale / 2) * 2, (int)Math.Round(height * scale / 2) * 2);
        return outWidth - x <= 2 && outHeight - y <= 2 ? null : (Math.Min(x, outWidth), Math.Min(y, outHeight));
    }

    // H.264 with 4:2:0 colours has no odd sizes.
    private static int Even(double side) => Math.Max(2, (int)Math.Floor(side / 2) * 2);

    private static double? Lower(double? wanted, double? own) => wanted is { } rate ? Math.Min(rate, own ?? rate) : own;
}
