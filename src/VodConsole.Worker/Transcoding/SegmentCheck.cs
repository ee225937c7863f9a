using System.Security.Cryptography;
using System.Text.Json;
using CliWrap;
using Microsoft.Extensions.Options;
using VodConsole.Core.Storage;
using VodConsole.Protocol.Formats.Hls;
using VodConsole.Worker.Transcoding.Ffmpeg;
using VodConsole.Worker.Transcoding.Ingest;

namespace VodConsole.Worker.Transcoding;

/// <summary>
/// Reads a stored segment back, as a player will: its hash is the ledger's, and its decrypted bytes, which go from memory
/// into a pipe, decode. Thread-safe.
/// </summary>
internal sealed class SegmentCheck(IMediaStore store, FfmpegPrograms programs, IOptions<FfmpegOptions> options)
{
    /// <summary>Packets to decode: some frames of the pictures and of the sound, wherever the segment begins.</summary>
    private const string Beginning = "%+#60";

    /// <summary>
    /// The segment's streams and the kinds of the frames that decode at its beginning, or null when the object is not what
    /// was stored or nothing of it can be read.
    /// </summary>
    public async Task<ProbeReport?> ReadAsync(string key, StoredSegment segment, byte[] dataKey, CancellationToken cancellation)
    {
        await using (var content = await store.OpenReadAsync(key, cancellation))
        {
            var hash = await SHA256.HashDataAsync(content, cancellation);
            if (!hash.AsSpan().SequenceEqual(segment.Sha256))
                return null;
        }
        var json = new MemoryStream();
        await ChildProcesses.RunAsync(
            new(
                programs.Ffprobe,
                [
                    "-v", "error", "-hide_banner", "-print_format", "json", "-read_intervals", Beginning,
                    "-show_entries", ProbeReport.Entries + ":frame=media_type", .. new UntrustedInput(options.Value).ForSegment(),
                ],
                ChildLimits.Probe)
            {
                Input = PipeSource.Create((pipe, stop) => DecryptAsync(key, segment, dataKey, pipe, stop)),
                Output = PipeTarget.ToStream(json),
            },
            cancellation);
        return json.Length == 0
            ? null
            : JsonSerializer.Deserialize(json.GetBuffer().AsSpan(0, (int)json.Length), ProbeJson.Default.ProbeReport);
    }

    private async Task DecryptAsync(string key, StoredSegment segment, byte[] dataKey, Stream pipe, CancellationToken cancellation)
    {
        await using var content = await store.OpenReadAsync(key, cancellation);
        await SegmentCipher.DecryptAsync(content, pipe, dataKey, segment.Iv, cancellation);
    }
}
