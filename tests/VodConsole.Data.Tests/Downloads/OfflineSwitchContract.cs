using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Data.Tests.Databases;

namespace VodConsole.Data.Tests.Downloads;

/// <summary>Disabling offline for many videos, whose statements each database writes in its own way.</summary>
public abstract class OfflineSwitchContract(TestDatabase database) : DatabaseContract(database)
{
    private readonly string title = $"{Guid.NewGuid():N}";

    private OfflineSwitchRuns Runs => Database.Get<OfflineSwitchRuns>();

    private VideoSearch Search => new() { Text = title };

    [SkippableFact]
    public async Task Switches_the_normal_ones_once_and_names_those_that_it_refuses()
    {
        for (var number = 0; number < 5; number++) await AddAsync(VideoStatus.Normal);
        var blocked = await AddAsync(VideoStatus.Blocked);
        var run = await Runs.BeginAsync(Actor.System, OfflineSwitchScope.Of(Search), disables: true, default);

        await WorkAsync();

        var done = (await Database.Get<OfflineSwitchRunList>().FindAsync(Actor.System, run, default))!;
        Assert.Equal((5, 0, 1), (done.Switched, done.Unchanged, done.Refused));
        Assert.NotNull(done.EndedAt);
        await using var db = Open();
        Assert.Equal(5, await db.Videos.CountAsync(video => video.Title == title && video.IsOfflineDisabled));
        var items = await db.OfflineSwitchItems.Where(item => item.RunId == run).ToListAsync();
        Assert.Equal(6, items.Count);
        Assert.Equal((blocked, VideoStatus.Blocked), Assert.Single(items, item => item.RefusedStatus is not null) is var refused
            ? (refused.VideoId, refused.RefusedStatus!.Value) : default);
    }

    [SkippableFact]
    public async Task Two_processes_at_one_run_do_each_video_once()
    {
        for (var number = 0; number < 30; number++) await AddAsync(VideoStatus.Normal);
        var run = await Runs.BeginAsync(Actor.System, OfflineSwitchScope.Of(Search), disables: true, default);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(WorkAsync)));

        var done = (await Database.Get<OfflineSwitchRunList>().FindAsync(Actor.System, run, default))!;
        Assert.Equal((30, 0, 0), (done.Switched, done.Unchanged, done.Refused));
    }

    [SkippableFact]
    public async Task An_editor_who_saves_over_a_run_is_told_and_loses_nothing()
    {
        var id = await AddAsync(VideoStatus.Normal);
        await using var db = Open();
        var seen = await db.Videos.SingleAsync(video => video.Id == id);
        await Runs.BeginAsync(Actor.System, OfflineSwitchScope.Of([id]), disables: true, default);
        await WorkAsync();

        seen.Description = "meanwhile";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
    }

    private async Task<Guid> AddAsync(VideoStatus status)
    {
        var video = Rows.Video(title);
        foreach (var step in (VideoStatus[])[VideoStatus.UploadSucc, VideoStatus.Transcoding, VideoStatus.Normal]) video.MoveTo(step);
        if (status != VideoStatus.Normal) video.MoveTo(status);
        await SaveAsync(video);
        return video.Id;
    }

    private async Task WorkAsync()
    {
        // One instance serves one loop, as one process has one.
        var work = ActivatorUtilities.CreateInstance<OfflineSwitchWork>(Database.Services);
        while (await work.StepAsync(default) != OfflineSwitchStep.Idle)
        {
        }
    }
}

public sealed class OfflineSwitchOnSqlite(SqliteDatabase database) : OfflineSwitchContract(database), IClassFixture<SqliteDatabase>;

public sealed class OfflineSwitchOnPostgreSql(PostgreSqlDatabase database) : OfflineSwitchContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class OfflineSwitchOnSqlServer(SqlServerDatabase database) : OfflineSwitchContract(database), IClassFixture<SqlServerDatabase>;
