using System.Buffers.Binary;
using System.Text;

namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>
/// Looks at the first bytes of a file, so that a refusal can say what it is. Nothing depends on it for safety: the
/// whitelists refuse playlists too, but without saying why.
/// </summary>
internal static class SourceSniffer
{
    private static readonly string[] Openings = ["#EXTM3U", "ffconcat", "[playlist]", "<ASX", "<SMIL", "data:", "http:", "https:"];

    /// <summary>Words of XML playlists (DASH, XSPF, SMIL, Smooth Streaming), wherever they stand in the beginning.</summary>
    private static readonly string[] Elements = ["<MPD", "<playlist", "<smil", "<SmoothStreamingMedia"];

    /// <summary>The first boxes that files of the MP4 family begin with.</summary>
    private static readonly string[] Boxes = ["ftyp", "moov", "mdat", "wide", "free", "skip"];

    /// <summary>Whether it is a playlist or script that names other files.</summary>
    public static async Task<bool> IsPlaylistAsync(string path, CancellationToken cancellation)
    {
        var text = Encoding.UTF8.GetString(await ReadStartAsync(path, cancellation)).TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\0');
        return Array.Exists(Openings, opening => text.StartsWith(opening, StringComparison.OrdinalIgnoreCase))
            || (text.StartsWith('<') && Array.Exists(Elements, element => text.Contains(element, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Whether it begins as MP4, MOV or M4A does. ffprobe guesses that from the name alone, too.</summary>
    public static async Task<bool> IsMp4Async(string path, CancellationToken cancellation)
    {
        var start = await ReadStartAsync(path, cancellation);
        return start.Length >= 8 && Boxes.Contains(Encoding.Latin1.GetString(start, 4, 4));
    }

    /// <summary>
    /// The length that a RIFF file (AVI, WAV) claims for its first part, or null when it is none. Recorders that never came
    /// to write it leave 0 or the largest number, which claims nothing.
    /// </summary>
    public static async Task<long?> ReadRiffLengthAsync(string path, CancellationToken cancellation)
    {
        var start = await ReadStartAsync(path, cancellation);
        if (start.Length < 8 || !start.AsSpan(0, 4).SequenceEqual("RIFF"u8))
            return null;
        var claimed = BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(4));
        return claimed is 0 or uint.MaxValue ? null : claimed + 8L;
    }

    private static async Task<byte[]> ReadStartAsync(string path, CancellationToken cancellation)
    {
        var bytes = new byte[4096];
        await using var file = File.OpenRead(path);
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return bytes[..length];
    }
}
