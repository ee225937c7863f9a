using System.Globalization;
using System.Text;
using System.Text.Json;
using CliWrap;
using VodConsole.Core.Transcoding;

namespace VodConsole.Web.Verbs.Doctor;

/// <summary>Runs ffmpeg and ffprobe as a stranger would: on the source, on stored ciphertext, on decrypted bytes in memory.</summary>
internal sealed class DoctorTools(FfmpegVersion ffmpeg)
{
    private readonly string ffprobe = Path.Combine(
        Path.GetDirectoryName(ffmpeg.Path)!, OperatingSystem.IsWindows() ? "ffprobe.exe" : "ffprobe");

    /// <summary>Makes the default clip: six seconds of a moving test picture in 1280×720 and a tone.</summary>
    public Task MakeClipAsync(string path, CancellationToken cancellation) => Cli.Wrap(ffmpeg.Path)
        .WithArguments(
        [
            "-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=25:duration=6",
            "-f", "lavfi", "-i", "sine=frequency=440:duration=6", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
            "-c:a", "aac", "-y", $"file:{path}",
        ])
        .ExecuteAsync(cancellation);

    /// <summary>Decodes a file's pictures.</summary>
    public Task<DecodedMedia?> DecodeFileAsync(string path, CancellationToken cancellation) =>
        DecodeAsync(PipeSource.Null, ["-protocol_whitelist", "file", "-i", $"file:{path}"], cancellation);

    /// <summary>Decodes the pictures of an MPEG transport stream that exists in memory only.</summary>
    public Task<DecodedMedia?> DecodeStreamAsync(Stream stream, CancellationToken cancellation) =>
        DecodeAsync(PipeSource.FromStream(stream), ["-f", "mpegts", "-i", "pipe:0"], cancellation);

    private async Task<DecodedMedia?> DecodeAsync(PipeSource input, string[] source, CancellationToken cancellation)
    {
        var output = new StringBuilder();
        var errors = new StringBuilder();
        var result = await Cli.Wrap(ffprobe)
            .WithArguments(
            [
                "-v", "error", "-count_frames", "-show_entries", "stream=codec_type,nb_read_frames:format=duration", "-of", "json", .. source,
            ])
            .WithStandardInputPipe(input)
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancellation);
        return result.ExitCode == 0 ? Read(output.ToString(), errors.ToString()) : null;
    }

    private static DecodedMedia? Read(string json, string errors)
    {
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("streams", out var streams) || streams.GetArrayLength() == 0) return null;
        int Frames(string type) => streams.EnumerateArray()
            .Where(stream => stream.GetProperty("codec_type").GetString() == type && stream.TryGetProperty("nb_read_frames", out _))
            .Select(stream => int.Parse(stream.GetProperty("nb_read_frames").GetString()!, CultureInfo.InvariantCulture))
            .FirstOrDefault();
        return new DecodedMedia(Frames("video"), Frames("audio"), errors.Trim());
    }
}

/// <summary>What decoding gave.</summary>
/// <param name="VideoFrames">Pictures of the first video stream.</param>
/// <param name="AudioFrames">Frames of the first audio stream.</param>
/// <param name="Errors">What the decoder complained about; empty when nothing.</param>
internal sealed record DecodedMedia(int VideoFrames, int AudioFrames, string Errors);
