using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Data.Tests.Databases;
using VodConsole.Protocol;

namespace VodConsole.Data.Tests.Transcoding;

/// <summary>Claims, fences and publishing when several processes reach for the same task at the same moment.</summary>
public abstract class LeaseContract(TestDatabase database) : DatabaseContract(database)
{
    [SkippableFact]
    public async Task Of_eight_claims_at_once_one_wins()
    {
        var task = await QueueAsync();

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ClaimAsync(task))));

        var lease = Assert.Single(claims, claim => claim is not null)!;
        await using var db = Open();
        var row = await db.TranscodeTasks.SingleAsync(row => row.Id == task.Id);
        Assert.Equal((TranscodeStatus.Running, lease.Owner, 1L, 1), (row.Status, row.LeaseOwner, row.Fence, row.Attempts));
    }

    [SkippableFact]
    public async Task Shares_six_tasks_out_among_three_workers_each_once()
    {
        var tasks = new List<TranscodeTask>();
        for (var count = 0; count < 6; count++) tasks.Add(await QueueAsync());

        var claims = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var won = new List<Guid>();
            foreach (var task in tasks)
                if (await ClaimAsync(task) is { } lease)
                    won.Add(lease.TaskId);
            return won;
        })));

        Assert.Equal(tasks.Select(task => task.Id).Order(), claims.SelectMany(won => won).Order());
    }

    [SkippableFact]
    public async Task A_worker_that_was_paused_past_its_lease_can_write_nothing()
    {
        var task = await QueueAsync();
        var late = (await ClaimAsync(task))!;
        await ExpireAsync();
        var current = (await ClaimAsync(task))!;

        Assert.True(current.Fence > late.Fence);
        var leases = Database.Get<TranscodeLeases>();
        Assert.False(await leases.RenewAsync(late, default));
        Assert.False(await leases.BeginAsync(late, [], default));
        Assert.False(await leases.ReportAsync(late, new TaskProgress(0.9, 2, []), default));
        Assert.False(await PublishAsync(late));
        Assert.False(await Database.Get<TranscodeEndings>().FailAsync(late, FailureReason.Of(ErrorCode.InternalError), null, false, default));
        Assert.True(await PublishAsync(current));

        await using var db = Open();
        var publication = await db.Publications.SingleAsync(publication => publication.VideoId == task.VideoId);
        Assert.Equal(current.Fence, publication.Fence);
    }

    [SkippableFact]
    public async Task A_reclaim_and_the_next_claim_at_once_leave_one_holder()
    {
        var task = await QueueAsync();
        var late = (await ClaimAsync(task))!;

        var renewals = Task.Run(() => Database.Get<TranscodeLeases>().RenewAsync(late, default));
        var reclaims = Enumerable.Range(0, 3).Select(_ => Task.Run(ExpireAsync));
        await Task.WhenAll([renewals, .. reclaims]);
        var claims = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => ClaimAsync(task))));

        var holders = claims.OfType<TranscodeLease>().Append(late).ToList();
        var holding = 0;
        foreach (var holder in holders)
            if (await Database.Get<TranscodeLeases>().HoldsAsync(holder, default))
                holding++;
        Assert.Equal(1, holding);
    }

    [SkippableFact]
    public async Task Publishing_twice_under_one_lease_publishes_once()
    {
        var task = await QueueAsync();
        var lease = (await ClaimAsync(task))!;

        var published = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => PublishAsync(lease))));

        Assert.Equal([true, true], published);
        await using var db = Open();
        Assert.Equal(1, await db.Publications.CountAsync(publication => publication.VideoId == task.VideoId));
        Assert.Equal(1, await db.DataKeys.CountAsync(key => key.VideoId == task.VideoId));
        Assert.Equal(VideoStatus.Normal, (await db.Videos.SingleAsync(video => video.Id == task.VideoId)).Status);
    }

    [SkippableFact]
    public async Task A_new_publication_retires_the_one_before()
    {
        var task = await QueueAsync();
        Assert.True(await PublishAsync((await ClaimAsync(task))!));
        var next = await Database.Get<TranscodeTasks>().SubmitAsync(Actor.System, task.VideoId, TemplateGroup.Original, default);

        var lease = await Database.Get<TranscodeLeases>().ClaimAsync(next, Guid.NewGuid(), default);
        Assert.True(await PublishAsync(lease!));

        await using var db = Open();
        var publications = await db.Publications.Where(publication => publication.VideoId == task.VideoId).ToListAsync();
        Assert.Equal(2, publications.Count);
        Assert.Equal(next, Assert.Single(publications, publication => publication.RetiredAt is null).TaskId);
    }

    [SkippableFact]
    public async Task A_cancel_and_a_publish_at_once_end_in_one_of_the_two()
    {
        for (var round = 0; round < 5; round++)
        {
            var task = await QueueAsync();
            var lease = (await ClaimAsync(task))!;

            var cancelling = Task.Run(() => Record.ExceptionAsync(
                () => Database.Get<TranscodeTasks>().CancelAsync(Actor.System, task.Id, default)));
            var publishing = Task.Run(() => PublishAsync(lease));
            var (refusal, published) = (await cancelling, await publishing);

            await using var db = Open();
            var row = await db.TranscodeTasks.SingleAsync(row => row.Id == task.Id);
            var video = await db.Videos.SingleAsync(video => video.Id == task.VideoId);
            var publications = await db.Publications.CountAsync(publication => publication.TaskId == task.Id);
            if (published)
            {
                Assert.IsType<VodException>(refusal);
                Assert.Equal((TranscodeStatus.Succeeded, VideoStatus.Normal, 1), (row.Status, video.Status, publications));
            }
            else
            {
                Assert.Null(refusal);
                Assert.Equal((TranscodeStatus.Cancelled, VideoStatus.UploadSucc, 0), (row.Status, video.Status, publications));
            }
        }
    }

    private async Task<TranscodeTask> QueueAsync()
    {
        var video = Rows.VideoInTranscoding();
        var task = Rows.Task(video);
        await SaveAsync(video, task);
        return task;
    }

    private Task<TranscodeLease?> ClaimAsync(TranscodeTask task) =>
        Database.Get<TranscodeLeases>().ClaimAsync(task.Id, Guid.NewGuid(), default);

    private Task<bool> PublishAsync(TranscodeLease lease) => Database.Get<Publishing>().PublishAsync(
        lease, new FinishedPackage(Guid.NewGuid(), [1, 2, 3], 1, null, 12.5, () => [Rows.Rendition(Definition.LD)]), default);

    /// <summary>Reclaims as a process whose clock is already past every lease.</summary>
    private Task<int> ExpireAsync()
    {
        var later = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + TranscodeLease.Duration + TimeSpan.FromSeconds(1));
        return new TranscodeRecovery(Database.Contexts, Database.Get<TranscodeEndings>(), later).ReclaimAsync(null, default);
    }
}

public sealed class LeasesOnSqlite(SqliteDatabase database) : LeaseContract(database), IClassFixture<SqliteDatabase>;

public sealed class LeasesOnPostgreSql(PostgreSqlDatabase database) : LeaseContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class LeasesOnSqlServer(SqlServerDatabase database) : LeaseContract(database), IClassFixture<SqlServerDatabase>;
