using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol.Playback;

namespace VodConsole.Web.Verbs.Doctor;

/// <summary>The examination itself: one file through the whole of a throw-away installation, each step measured.</summary>
internal sealed class DoctorRun(DoctorServer server, string folder, string? input, DoctorReport report, CancellationToken cancellation)
    : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private readonly IDbContextFactory<VodDbContext> contexts = server.Services.GetRequiredService<IDbContextFactory<VodDbContext>>();
    private readonly IMediaStore media = server.Services.GetRequiredService<IMediaStore>();
    private readonly HttpClient http = new() { BaseAddress = server.Address };
    private DoctorTools tools = null!;
    private string source = input ?? "";
    private Guid videoId;
    private Publication publication = null!;
    private IReadOnlyList<PlayedRendition> played = [];
    private IReadOnlyList<byte[]> keys = [];

    /// <summary>Runs the checks in order until one fails.</summary>
    public async Task RunAsync()
    {
        (string Name, Func<Task<(bool, string)>> Check)[] checks =
        [
            ("ffmpeg", FfmpegAsync), ("database", DatabaseAsync), ("keys", KeysAsync), ("import", ImportAsync),
            ("transcode", TranscodeAsync), ("stored-segments", StoredSegmentsAsync), ("tokens", TokensAsync),
            ("playback", PlaybackAsync), ("frames", FramesAsync), ("duration", DurationAsync), ("secrets", SecretsAsync),
        ];
        foreach (var (name, check) in checks)
            if (!await report.AddAsync(name, check))
                return;
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<(bool, string)> FfmpegAsync()
    {
        var version = await server.Services.GetRequiredService<IFfmpeg>().GetVersionAsync(cancellation);
        tools = new DoctorTools(version);
        var lists = version.Whitelists;
        return (true, Words($"ffmpeg {version.Version} at {version.Path}; untrusted input: protocols {string.Join(' ', lists.Protocols)}, {lists.Formats.Count} formats, {lists.Decoders.Count} decoders"));
    }

    private async Task<(bool, string)> DatabaseAsync()
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellation);
        var pending = await db.Database.GetPendingMigrationsAsync(cancellation);
        return (!pending.Any() && applied.Any(), Words($"{db.Database.ProviderName}: {applied.Count()} migrations applied, {pending.Count()} pending"));
    }

    private async Task<(bool, string)> KeysAsync()
    {
        var ring = server.Services.GetRequiredService<DataKeys>();
        var (id, made) = await ring.GenerateAsync(videoId, cancellation);
        using (made)
        {
            var row = new DataKey { Id = id, PublicationId = id, VideoId = videoId, Wrapped = made.Wrapped.ToBytes(), KekVersion = made.Wrapped.KekVersion };
            var opened = await ring.OpenAsync(row, cancellation);
            var moved = new DataKey { Id = Guid.NewGuid(), PublicationId = id, VideoId = videoId, Wrapped = row.Wrapped, KekVersion = row.KekVersion };
            var bound = await RejectsAsync(() => ring.OpenAsync(moved, cancellation));
            return (opened.AsSpan().SequenceEqual(made.Plaintext) && bound,
                Words($"a data key wrapped under version {made.Wrapped.KekVersion} opens; moved to another row it {(bound ? "does not" : "STILL DOES")}"));
        }
    }

    private async Task<(bool, string)> ImportAsync()
    {
        if (source.Length == 0)
        {
            source = Path.Combine(folder, "clip.mp4");
            await tools.MakeClipAsync(source, cancellation);
        }

        var watch = Stopwatch.StartNew();
        await using var scope = server.Services.CreateAsyncScope();
        var imported = await scope.ServiceProvider.GetRequiredService<VideoImport>()
            .RunAsync(Actor.CommandLine, new FileImport(source), cancellation);
        videoId = imported.VideoId;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var video = await db.Videos.SingleAsync(one => one.Id == videoId, cancellation);
        return (imported.Status == VideoStatus.Transcoding, video.Failure is { } reason
            ? reason.In(CultureInfo.CurrentUICulture)
            : Words($"{Path.GetFileName(source)}, {video.Size} bytes, {video.Source?.Duration:0.00} s, taken in {watch.Elapsed.TotalSeconds:0.0} s"));
    }

    private async Task<(bool, string)> TranscodeAsync()
    {
        var watch = Stopwatch.StartNew();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await beat.WaitForNextTickAsync(cancellation))
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var task = await db.TranscodeTasks.AsNoTracking().SingleAsync(one => one.VideoId == videoId, cancellation);
            if (task.EndedAt is null && watch.Elapsed < Patience) continue;
            if (task.Status != TranscodeStatus.Succeeded)
                return (false, $"{task.Status}: {task.Failure?.In(CultureInfo.CurrentUICulture)} {task.LogTail}".Trim());
            publication = await db.Publications.AsNoTracking().Include(one => one.Renditions).SingleAsync(one => one.VideoId == videoId, cancellation);
            var rows = await db.DataKeys.AsNoTracking().Where(key => key.VideoId == videoId).ToListAsync(cancellation);
            keys = await Task.WhenAll(rows.Select(row => server.Services.GetRequiredService<DataKeys>().OpenAsync(row, cancellation)));
            var made = publication.Renditions.OrderBy(one => one.PeakBitrate)
                .Select(one => Words($"{one.Definition} {one.Width}x{one.Height} {one.Segments} segments"));
            return (true, Words($"{watch.Elapsed.TotalSeconds:0.0} s, {publication.Duration / watch.Elapsed.TotalSeconds:0.00} x real time: {string.Join(", ", made)}"));
        }

        throw new OperationCanceledException(cancellation);
    }

    private async Task<(bool, string)> StoredSegmentsAsync()
    {
        var (count, lowest) = (0, 8.0);
        foreach (var rendition in publication.Renditions)
        {
            for (var at = 0; at < rendition.Segments; at++, count++)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"{publication.Prefix}/{rendition.Name}/{at:000000}.ts");
                await using var stream = await media.OpenReadAsync(key, cancellation);
                var bytes = new byte[stream.Length];
                await stream.ReadExactlyAsync(bytes, cancellation);
                if (ClearSegment.Contains(bytes)) return (false, $"{key} is stored in the clear");
                // A small sample cannot show all 256 values often enough to say anything.
                if (bytes.Length >= 1 << 16) lowest = Math.Min(lowest, ClearSegment.Entropy(bytes));
                stream.Position = 0;
                if (at == 0 && await tools.DecodeStreamAsync(stream, cancellation) is { VideoFrames: > 0 } or { AudioFrames: > 0 })
                    return (false, $"{key} decodes without the key");
            }
        }

        return (lowest > 7.9, Words($"{count} segments, none with MPEG-TS packets, lowest entropy {lowest:0.000} of 8 bits; ffprobe finds nothing in the first of each rendition"));
    }

    private async Task<(bool, string)> TokensAsync()
    {
        var tokens = server.Services.GetRequiredService<PlaybackTokens>();
        var good = (await tokens.IssueAsync(videoId, "doctor", cancellation)).Token;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var dataKeyId = await db.DataKeys.Where(key => key.PublicationId == publication.Id).Select(key => key.Id).SingleAsync(cancellation);
        Uri[] addresses =
        [
            new(server.Address, PlaybackAddress.Key(dataKeyId)),
            new(server.Address, PlaybackAddress.Master(videoId, publication.Id)),
        ];
        (string Name, string? Token)[] wrong =
        [
            ("none", null),
            ("forged", good[..^4] + "AAAA"),
            ("expired", await server.IssueExpiredTokenAsync(videoId, cancellation)),
            ("another video's", (await tokens.IssueAsync(Guid.NewGuid(), "doctor", cancellation)).Token),
        ];
        List<string> answers = [];
        var ok = true;
        foreach (var (name, token) in wrong)
        {
            foreach (var address in addresses)
            {
                var status = await DoctorStream.AskAsync(http, address, token, cancellation);
                ok &= status == HttpStatusCode.Forbidden;
                answers.Add(Words($"{name} {(int)status}"));
            }
        }

        return (ok, $"key and playlist by token: {string.Join(", ", answers.Distinct())}");
    }

    private async Task<(bool, string)> PlaybackAsync()
    {
        var link = await server.Services.GetRequiredService<PlaybackLinks>().GetAsync(Actor.CommandLine, videoId, cancellation);
        var stream = new DoctorStream(http, new Uri(server.Address, link.Address));
        played = await stream.PlayAsync(cancellation);
        var same = stream.Keys.Any() && stream.Keys.All(key => keys.Any(key.SequenceEqual));
        var segments = played.Sum(one => one.Media.Segments.Count);
        return (same, Words($"master playlist to clear segments over HTTP: {played.Count} renditions, {segments} segments decrypted with the key that the token opened"));
    }

    private async Task<(bool, string)> FramesAsync()
    {
        var original = await tools.DecodeFileAsync(source, cancellation);
        if (original is null) return (false, "the source does not decode");
        List<string> counts = [Words($"source {original.VideoFrames}")];
        var ok = true;
        foreach (var rendition in played)
        {
            var decoded = await tools.DecodeStreamAsync(rendition.Clear, cancellation);
            ok &= decoded is { Errors: "" } && Math.Abs(decoded.VideoFrames - original.VideoFrames) <= Math.Max(1, original.VideoFrames / 100)
                && (decoded.AudioFrames > 0) == (original.AudioFrames > 0);
            counts.Add(Words($"{rendition.Name} {decoded?.VideoFrames}{(decoded is { Errors.Length: > 0 } ? " with errors" : "")}"));
        }

        return (ok, $"pictures decoded: {string.Join(", ", counts)}");
    }

    private async Task<(bool, string)> DurationAsync()
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var expected = (await db.Videos.SingleAsync(video => video.Id == videoId, cancellation)).Source!.Duration;
        var worst = played.Max(one => Math.Abs(one.Media.Duration - expected));
        return (worst <= Math.Max(0.5, expected / 100),
            Words($"source {expected:0.000} s; {string.Join(", ", played.Select(one => Words($"{one.Name} {one.Media.Duration:0.000} s")))}"));
    }

    private async Task<(bool, string)> SecretsAsync()
    {
        var search = new SecretSearch(keys);
        var data = server.Services.GetRequiredService<DataDirectory>();
        var found = await search.RunAsync(data.Root, Path.Combine(data.Media, "src"), cancellation);
        return (found.Count == 0, found.Count == 0
            ? Words($"{search.Files} files, {search.Bytes} bytes: no data key (raw, hex, base64), no clear segment")
            : string.Join("; ", found));
    }

    private static async Task<bool> RejectsAsync(Func<Task> open)
    {
        try
        {
            await open();
            return false;
        }
        catch (CryptoRejectedException)
        {
            return true;
        }
    }

    // What programs read must not depend on the operator's language.
    private static string Words(FormattableString text) => FormattableString.Invariant(text);
}
