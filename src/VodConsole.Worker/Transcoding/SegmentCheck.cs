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
/// into a pipe, decode.
/// </summary>
internal sealed class SegmentCheck(IMediaStore store, FfmpegPrograms programs, IOptions<FfmpegOptions> options)
{
    /// <summary>Whether the object is what was stored and at least one frame of it decodes.</summary>
    public async Task<bool> DecodesAsync(
        string key, StoredSegment segment, byte[] dataKey, bool hasVideo, CancellationToken cancellation)
    {
        await using (var content = await store.OpenReadAsync(key, cancellation))
        {
            var hash = await SHA256.HashDataAsync(content, cancellation);
            if (!hash.AsSpan().SequenceEqual(segment.Sha256))
                return false;
        }
        var frames = 0;
        var kind = hasVideo ? "v" : "a";
        await ChildProcesses.RunAsync(
            new(
                programs.Ffmpeg,
                [
                    "-nostdin", "-hide_banner", "-loglevel", "error", .. new UntrustedInput(options.Value).ForSegment(),
                    "-map", $"0:{kind}:0", $"-frames:{kind}", "1", "-f", "framecrc", "pipe:1",
                ],
                ChildLimits.Probe)
            {
                Input = Decrypted(key, segment, dataKey),
                Output = PipeTarget.ToDelegate(line => frames += line.StartsWith('#') ? 0 : 1),
            },
            cancellation);
        return frames > 0;
    }

    /// <summary>The streams of a segment, or null when it is not readable.</summary>
    public async Task<ProbeReport?> ProbeAsync(string key, StoredSegment segment, byte[] dataKey, CancellationToken cancellation)
    {
        var json = new MemoryStream();
        await ChildProcesses.RunAsync(
            new(
                programs.Ffprobe,
                [
                    "-v", "error", "-hide_banner", "-print_format", "json", "-show_entries", ProbeReport.Entries,
                    .. new UntrustedInput(options.Value).ForSegment(),
                ],
                ChildLimits.Probe)
            {
                Input = Decrypted(key, segment, dataKey),
                Output = PipeTarget.ToStream(json),
            },
            cancellation);
        return json.Length == 0
            ? null
            : JsonSerializer.Deserialize(json.GetBuffer().AsSpan(0, (int)json.Length), ProbeJson.Default.ProbeReport);
    }

    private PipeSource Decrypted(string key, StoredSegment segment, byte[] dataKey) => PipeSource.Create(
        async (pipe, cancellation) =>
        {
            await using var content = await store.OpenReadAsync(key, cancellation);
            await SegmentCipher.DecryptAsync(content, pipe, dataKey, segment.Iv, cancellation);
        });
}
