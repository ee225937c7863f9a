using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Data;

namespace VodConsole.EndToEnd.Tests.Transcoding;

/// <summary>An installation's data directory looked at from outside, while servers over it come and go.</summary>
internal sealed class CrashedInstallation : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly DataDirectory data;
    private readonly Guid videoId;
    private readonly ServiceProvider services;

    public CrashedInstallation(string path, Guid videoId)
    {
        this.videoId = videoId;
        data = new DataDirectory(path);
        services = new ServiceCollection().AddLogging().AddSingleton(data)
            .AddVodDatabase(new DatabaseOptions(), data)
            .AddAccounts().AddAudit().AddKeys().AddStorage().AddTranscoding().BuildServiceProvider();
    }

    public Task<Guid> SubmitAsync(TemplateGroup group) =>
        services.GetRequiredService<TranscodeTasks>().SubmitAsync(Actor.System, videoId, group, CancellationToken.None);

    /// <summary>How long a run takes from its submission to its end.</summary>
    public async Task<TimeSpan> MeasureAsync(TemplateGroup group)
    {
        var since = Stopwatch.GetTimestamp();
        await WaitForEndAsync(await SubmitAsync(group));
        return Stopwatch.GetElapsedTime(since);
    }

    public async Task<TranscodeTask> ReadAsync(Guid taskId)
    {
        await using var db = NewContext();
        return await db.TranscodeTasks.AsNoTracking().SingleAsync(task => task.Id == taskId);
    }

    public async Task<Guid> FindFirstTaskAsync()
    {
        await using var db = NewContext();
        return await db.TranscodeTasks.Where(task => task.VideoId == videoId).Select(task => task.Id).SingleAsync();
    }

    public async Task WaitForEndAsync(Guid taskId)
    {
        var since = Stopwatch.GetTimestamp();
        while ((await ReadAsync(taskId)).EndedAt is null)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, "The task did not end.");
            await Task.Delay(100);
        }
    }

    /// <summary>
    /// Asserts that the task succeeded once, that its result is the one that plays and decrypts, and that nothing lies in
    /// the store that no publication refers to.
    /// </summary>
    public async Task AssertSoundAsync(Guid taskId)
    {
        await using var db = NewContext();
        Assert.Equal(TranscodeStatus.Succeeded, (await ReadAsync(taskId)).Status);
        Assert.Equal(VideoStatus.Normal, (await db.Videos.SingleAsync(video => video.Id == videoId)).Status);
        var current = await db.Publications.Include(publication => publication.Renditions)
            .SingleAsync(publication => publication.VideoId == videoId && publication.RetiredAt == null);
        Assert.Equal(taskId, current.TaskId);
        Assert.Equal(1, await db.Publications.CountAsync(publication => publication.TaskId == taskId));
        await AssertDecryptsAsync(current, await db.DataKeys.SingleAsync(key => key.PublicationId == current.Id));

        var known = await db.Publications.Select(publication => publication.Prefix).ToListAsync();
        var outputs = Path.Combine(data.Media, "out", videoId.ToString("N"));
        Assert.Equal(known.Order(), Directory.GetDirectories(outputs).Select(path => $"out/{videoId:N}/{Path.GetFileName(path)}").Order());
        Assert.Equal(await db.Publications.CountAsync(), await db.DataKeys.CountAsync());
    }

    private async Task AssertDecryptsAsync(Publication publication, DataKey row)
    {
        var key = await services.GetRequiredService<DataKeys>().OpenAsync(row, CancellationToken.None);
        foreach (var rendition in publication.Renditions)
        {
            var folder = Path.Combine(data.Media, publication.Prefix, rendition.Name);
            var playlist = await File.ReadAllLinesAsync(Path.Combine(folder, "index.m3u8"));
            Assert.Equal("#EXT-X-ENDLIST", playlist.Last(line => line.Length > 0));
            var segments = playlist.Where(line => line.Length > 0 && line[0] != '#').ToList();
            Assert.Equal(rendition.Segments, segments.Count);
            var length = playlist.Where(line => line.StartsWith("#EXTINF:", StringComparison.Ordinal))
                .Sum(line => double.Parse(line[8..].TrimEnd(','), CultureInfo.InvariantCulture));
            Assert.Equal(publication.Duration, length, tolerance: 0.5);
            var ivs = playlist.Where(line => line.StartsWith("#EXT-X-KEY", StringComparison.Ordinal)).Select(IvOf).ToList();
            Assert.Equal(segments.Count, ivs.Count);
            foreach (var (segment, iv) in segments.Zip(ivs))
                AssertTransportStream(Decrypt(key, iv, await File.ReadAllBytesAsync(Path.Combine(folder, segment))));
        }
    }

    private static byte[] IvOf(string line) => Convert.FromHexString(line[(line.IndexOf("IV=0x", StringComparison.Ordinal) + 5)..][..32]);

    private static byte[] Decrypt(byte[] key, byte[] iv, byte[] ciphertext)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.DecryptCbc(ciphertext, iv);
    }

    private static void AssertTransportStream(byte[] clear)
    {
        const int packet = 188;
        Assert.Equal(0, clear.Length % packet);
        for (var at = 0; at < clear.Length; at += packet) Assert.Equal(0x47, clear[at]);
    }

    private VodDbContext NewContext() => services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}
