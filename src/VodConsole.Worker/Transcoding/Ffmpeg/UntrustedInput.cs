using System.Globalization;
using VodConsole.Core.Transcoding;

namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>
/// The options that stand before every untrusted input (<c>security-reliability.md</c> F-14 to F-17). Protocols, containers
/// and decoders that are not named here do not exist for the tool, so a renamed playlist opens nothing and an exotic
/// decoder's fault is out of reach.
/// </summary>
internal sealed class UntrustedInput(FfmpegOptions options)
{
    private static readonly string[] Formats =
    [
        "mov", "matroska", "mpegts", "mpeg", "avi", "flv", "asf", "ogg", "mp3", "aac", "wav", "w64", "flac", "aiff", "amr",
    ];

    /// <summary>Each codec as the probe names it, with the decoders that may be used for it.</summary>
    private static readonly Dictionary<string, string[]> Decoders = new()
    {
        ["h264"] = ["h264"],
        ["hevc"] = ["hevc"],
        ["av1"] = ["libdav1d", "av1"],
        ["vp8"] = ["vp8", "libvpx"],
        ["vp9"] = ["vp9", "libvpx-vp9"],
        ["mpeg1video"] = ["mpeg1video"],
        ["mpeg2video"] = ["mpeg2video"],
        ["mpeg4"] = ["mpeg4"],
        ["msmpeg4v2"] = ["msmpeg4v2"],
        ["msmpeg4v3"] = ["msmpeg4"],
        ["h263"] = ["h263"],
        ["flv1"] = ["flv"],
        ["wmv1"] = ["wmv1"],
        ["wmv2"] = ["wmv2"],
        ["wmv3"] = ["wmv3"],
        ["vc1"] = ["vc1"],
        ["theora"] = ["theora"],
        ["mjpeg"] = ["mjpeg"],
        ["dvvideo"] = ["dvvideo"],
        ["prores"] = ["prores"],
        ["dnxhd"] = ["dnxhd"],
        ["aac"] = ["aac"],
        ["aac_latm"] = ["aac_latm"],
        ["mp3"] = ["mp3float", "mp3"],
        ["mp2"] = ["mp2float", "mp2"],
        ["ac3"] = ["ac3"],
        ["eac3"] = ["eac3"],
        ["dts"] = ["dca"],
        ["opus"] = ["opus", "libopus"],
        ["vorbis"] = ["vorbis", "libvorbis"],
        ["flac"] = ["flac"],
        ["alac"] = ["alac"],
        ["wmav1"] = ["wmav1"],
        ["wmav2"] = ["wmav2"],
        ["wmapro"] = ["wmapro"],
        ["amr_nb"] = ["amrnb", "libopencore_amrnb"],
        ["amr_wb"] = ["amrwb", "libopencore_amrwb"],
        ["adpcm_ms"] = ["adpcm_ms"],
        ["adpcm_ima_wav"] = ["adpcm_ima_wav"],
        ["pcm_s16le"] = ["pcm_s16le"],
        ["pcm_s16be"] = ["pcm_s16be"],
        ["pcm_s24le"] = ["pcm_s24le"],
        ["pcm_s24be"] = ["pcm_s24be"],
        ["pcm_s32le"] = ["pcm_s32le"],
        ["pcm_f32le"] = ["pcm_f32le"],
        ["pcm_u8"] = ["pcm_u8"],
        ["pcm_alaw"] = ["pcm_alaw"],
        ["pcm_mulaw"] = ["pcm_mulaw"],
    };

    /// <summary>
    /// What may lie beside the pictures and the sound. It is never used, but ffprobe refuses a whole file when it may not
    /// open the decoder of one stream.
    /// </summary>
    private static readonly string[] Companions =
        ["png", "srt", "subrip", "ass", "ssa", "text", "mov_text", "webvtt", "dvdsub", "dvbsub", "pgssub", "cc_dec"];

    /// <summary>What stands in the options below.</summary>
    public static FfmpegWhitelists Whitelists { get; } =
        new(["file"], Formats, [.. Decoders.Values.SelectMany(names => names), .. Companions]);

    private static readonly string ProtocolList = string.Join(',', Whitelists.Protocols);
    private static readonly string FormatList = string.Join(',', Whitelists.Formats);
    private static readonly string DecoderList = string.Join(',', Whitelists.Decoders);

    /// <summary>Whether a codec, as the probe names it, may be decoded.</summary>
    public static bool Supports(string codec) => Decoders.ContainsKey(codec);

    /// <summary>
    /// The options and the input itself. The prefix makes a name like <c>-i.mp4</c> or <c>concat:a</c> a plain file name.
    /// </summary>
    public IReadOnlyList<string> For(string path) => [.. Options(ProtocolList, FormatList), "-i", "file:" + path];

    /// <summary>The same for one segment that comes through standard input.</summary>
    public IReadOnlyList<string> ForSegment() => [.. Options("pipe", "mpegts"), "-f", "mpegts", "-i", "pipe:0"];

    private IReadOnlyList<string> Options(string protocol, string formats) =>
    [
        "-protocol_whitelist", protocol, "-format_whitelist", formats, "-codec_whitelist", DecoderList,
        "-max_pixels", Text(options.MaxPixels), "-max_streams", Text(options.MaxStreams),
        "-probesize", "20000000", "-analyzeduration", "20000000",
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
