using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Data.Tests.Databases;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Data.Tests.Downloads;

/// <summary>The download mode and the policy where several people and many apps are at it at once.</summary>
public abstract class DownloadContract(TestDatabase database) : DatabaseContract(database)
{
    private DownloadConfiguration Configuration => Database.Get<DownloadConfiguration>();

    private DownloadPolicy Policy => Database.Get<DownloadPolicy>();

    [SkippableFact]
    public async Task Counts_every_video_once_by_its_fate()
    {
        var before = await PreviewAsync(DownloadMode.Secure);
        await PublishAsync();
        var disabled = await PublishAsync();
        await using (var db = Open())
        {
            (await db.Videos.SingleAsync(video => video.Id == disabled)).IsOfflineDisabled = true;
            await db.SaveChangesAsync();
        }
        await SaveAsync(Rows.Video());
        var after = await PreviewAsync(DownloadMode.Secure);

        Assert.Equal(3, after.Videos.Sum(group => group.Count) - before.Videos.Sum(group => group.Count));
        Assert.Equal(1, Disabled(after) - Disabled(before));
        Assert.NotEqual(before.Hash, after.Hash);
        Assert.Equal(after.Hash, (await PreviewAsync(DownloadMode.Secure)).Hash);
    }

    [SkippableFact]
    public async Task Lets_one_of_two_operators_at_the_same_instant_win()
    {
        for (var round = 0; round < 5; round++)
        {
            await SetModeAsync(DownloadMode.Off);
            var normal = await PreviewAsync(DownloadMode.Normal);
            var secure = await PreviewAsync(DownloadMode.Secure);
            var changes = await Task.WhenAll(
                Task.Run(() => Configuration.ApplyAsync(Actor.System, DownloadMode.Normal, normal.Hash, normal.Version, default)),
                Task.Run(() => Configuration.ApplyAsync(Actor.System, DownloadMode.Secure, secure.Hash, secure.Version, default)));

            var won = Assert.Single(changes, change => change.Outcome == DownloadChangeOutcome.Done);
            var lost = Assert.Single(changes, change => change.Outcome == DownloadChangeOutcome.ChangedMeanwhile);
            Assert.Equal((won.State.Mode, won.State.Version), (lost.State.Mode, lost.State.Version));
        }
    }

    [SkippableFact]
    public async Task Authorises_nothing_once_the_mode_was_switched_off_under_many_downloads()
    {
        await SetModeAsync(DownloadMode.Secure);
        var (video, file) = (await PublishAsync(), await AddKeyFileAsync());
        var (request, token) = await RequestAsync(video, file);
        var downloads = Enumerable.Range(0, 12).Select(_ => Task.Run(() => Policy.AuthoriseAsync(request, token, default))).ToList();
        await SetModeAsync(DownloadMode.Off);

        var authorised = await CountAsync(video);
        Assert.True((await Policy.AuthoriseAsync(request, token, default)).Decision.IsRefused);
        var answers = await Task.WhenAll(downloads);
        Assert.Equal(authorised, await CountAsync(video));
        Assert.Equal(authorised, answers.Count(answer => answer.AuthorisationId is not null));
    }

    [SkippableFact]
    public async Task Authorises_nothing_with_a_key_file_or_a_video_that_was_switched_while_the_download_waited()
    {
        await SetModeAsync(DownloadMode.Secure);
        foreach (var isVideo in (bool[])[true, false])
        {
            var (video, file) = (await PublishAsync(), await AddKeyFileAsync());
            var (request, token) = await RequestAsync(video, file);
            await using var db = Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (isVideo) await db.Videos.Where(row => row.Id == video).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsOfflineDisabled, true));
            else await db.KeyFiles.Where(row => row.Id == file.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, Rows.Noon));

            // It sees the old row, decides to allow, and then waits for the lock that the change holds.
            var download = Task.Run(() => Policy.AuthoriseAsync(request, token, default));
            Assert.False(await Task.WhenAny(download, Task.Delay(300)) == download);
            await transaction.CommitAsync();

            Assert.Null((await download).AuthorisationId);
            Assert.Equal(isVideo ? DownloadRule.VideoSwitch : DownloadRule.KeyFile,
                Assert.Single((await download).Decision.Trace, line => line.Finding.Outcome == RuleOutcome.Failed).Rule);
            Assert.Equal(0, await CountAsync(video));
        }
    }

    [SkippableFact]
    public async Task Lets_many_downloads_by_one_key_file_through_at_once()
    {
        await SetModeAsync(DownloadMode.Secure);
        var (video, file) = (await PublishAsync(), await AddKeyFileAsync());
        var (request, token) = await RequestAsync(video, file);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Policy.AuthoriseAsync(request, token, default))));
        Assert.All(answers, answer => Assert.Equal(DownloadForm.EncryptedFile, answer.Decision.Form));
        Assert.Equal(20, await CountAsync(video));
        await using var db = Open();
        Assert.NotNull((await db.KeyFiles.SingleAsync(row => row.Id == file.Id)).LastUsedAt);
    }

    private Task<DownloadPreview> PreviewAsync(DownloadMode wanted) => Configuration.PreviewAsync(Actor.System, wanted, default);

    private async Task SetModeAsync(DownloadMode mode)
    {
        // Downloads that are authorised meanwhile change the numbers; a person would look again, too.
        DownloadChange change;
        do
        {
            var preview = await PreviewAsync(mode);
            change = await Configuration.ApplyAsync(Actor.System, mode, preview.Hash, preview.Version, default);
        }
        while (change.Outcome != DownloadChangeOutcome.Done);
    }

    private async Task<Guid> PublishAsync()
    {
        var video = Rows.VideoInTranscoding();
        video.MoveTo(VideoStatus.Normal);
        var task = Rows.EndedTask(video);
        await SaveAsync(video, task, Rows.Publication(video, task));
        return video.Id;
    }

    private async Task<KeyFile> AddKeyFileAsync()
    {
        Assert.Null(AppIdentity.Read(AppPlatform.Ios, $"com.example.a{Guid.NewGuid():N}", out var app));
        var file = new KeyFile
        {
            Id = Guid.NewGuid(), Platform = app!.Platform, Identity = app.Canonical, Label = "App", Fingerprint = $"{Guid.NewGuid():N}{Guid.NewGuid():N}",
            Wrapped = [1], KekVersion = 1, CreatedBy = "someone@example.com", CreatedAt = Rows.Noon,
        };
        await SaveAsync(file);
        return file;
    }

    private async Task<(DownloadRequest Request, string Token)> RequestAsync(Guid video, KeyFile file)
    {
        await Database.Get<KeyRingCheck>().EnsureAsync(default);
        var token = await Database.Get<PlaybackTokens>().IssueAsync(video, "viewer", [PlaybackOperation.Download], default);
        return (new DownloadRequest(video, DownloadMode.Secure, new DownloadApp(AppIdentity.FindCanonical(file.Identity), file.Id)), token.Token);
    }

    private async Task<int> CountAsync(Guid video)
    {
        await using var db = Open();
        return await db.DownloadAuthorisations.CountAsync(row => row.VideoId == video);
    }

    private static int Disabled(DownloadPreview preview) => preview.Videos.Where(group => group.IsOfflineDisabled).Sum(group => group.Count);
}

public sealed class DownloadsOnSqlite(SqliteDatabase database) : DownloadContract(database), IClassFixture<SqliteDatabase>;

public sealed class DownloadsOnPostgreSql(PostgreSqlDatabase database) : DownloadContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class DownloadsOnSqlServer(SqlServerDatabase database) : DownloadContract(database), IClassFixture<SqlServerDatabase>;
