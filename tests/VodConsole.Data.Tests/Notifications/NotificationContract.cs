using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.Accounts;
using VodConsole.Core.Keys;
using VodConsole.Core.Notifications;
using VodConsole.Core.Refusals;
using VodConsole.Data.Tests.Databases;
using VodConsole.Protocol;

namespace VodConsole.Data.Tests.Notifications;

/// <summary>The queue of notifications: each row is one process's, those of a video go one after the other, and none is lost.</summary>
public abstract class NotificationContract(TestDatabase database) : DatabaseContract(database)
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.Zero));

    [SkippableFact]
    public async Task Each_row_is_given_to_one_of_many_at_once()
    {
        await EmptyAsync();
        for (var i = 0; i < 20; i++) await SaveAsync(Row(Guid.NewGuid()));
        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Delivery().ClaimAsync(20, default))));
        Assert.Equal(20, claims.Sum(claim => claim.Count));
        Assert.Equal(20, claims.SelectMany(claim => claim).Select(lease => lease.Id).Distinct().Count());
    }

    [SkippableFact]
    public async Task Of_a_video_only_the_first_that_waits_is_given()
    {
        await EmptyAsync();
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        Notification[] rows = [Row(one), Row(one), Row(other)];
        foreach (var row in rows) await SaveAsync(row);
        Assert.Equal([rows[0].Id, rows[2].Id], (await Delivery().ClaimAsync(10, default)).Select(lease => lease.Id));
        Assert.Empty(await Delivery().ClaimAsync(10, default));

        await using (var db = Open())
            await db.Notifications.Where(row => row.Id == rows[0].Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, NotificationStatus.Failed));
        Assert.Equal([rows[1].Id], (await Delivery().ClaimAsync(10, default)).Select(lease => lease.Id));
    }

    [SkippableFact]
    public async Task A_row_of_a_process_that_died_is_given_to_another_and_the_dead_one_can_do_nothing_with_it()
    {
        await EmptyAsync();
        await SaveAsync(Row(Guid.NewGuid()));
        var dead = Assert.Single(await Delivery().ClaimAsync(1, default));
        clock.Advance(NotificationDelivery.LeaseTime);
        Assert.Empty(await Delivery().ClaimAsync(1, default));
        clock.Advance(TimeSpan.FromSeconds(1));
        var alive = Assert.Single(await Delivery().ClaimAsync(1, default));

        Assert.Null(await Delivery().DeliverAsync(dead, default));
        var ended = await Delivery().DeliverAsync(alive, default);
        Assert.Equal(1, ended?.Tries);
        await using var db = Open();
        var row = await db.Notifications.SingleAsync(row => row.Id == alive.Id);
        Assert.Equal((NotificationStatus.Failed, ErrorCode.CallbackNotSet, null), (row.Status, row.Failure?.Code, row.Lease));
    }

    [SkippableFact]
    public async Task One_that_broke_its_process_again_and_again_is_given_up()
    {
        await EmptyAsync();
        var row = Row(Guid.NewGuid());
        row.Tries = 2 * NotificationDelivery.TryLimit;
        await SaveAsync(row);
        var ended = await Delivery().DeliverAsync(Assert.Single(await Delivery().ClaimAsync(1, default)), default);
        Assert.Equal((NotificationStatus.Failed, ErrorCode.InternalError), (ended?.Status, ended?.Failure?.Code));
    }

    [SkippableFact]
    public async Task One_that_was_given_up_can_be_sent_again_and_no_other()
    {
        await EmptyAsync();
        var row = Row(Guid.NewGuid());
        await SaveAsync(row);
        await RefusedAsync(row.Id);
        await Delivery().DeliverAsync(Assert.Single(await Delivery().ClaimAsync(1, default)), default);

        await Database.Get<NotificationList>().ResendAsync(Actor.System, row.Id, default);
        await RefusedAsync(row.Id);
        var again = Assert.Single(await Delivery().ClaimAsync(1, default));
        Assert.Equal(1, (await Delivery().DeliverAsync(again, default))?.Tries);
    }

    [SkippableFact]
    public async Task Those_that_ended_go_after_their_time_and_those_that_wait_stay()
    {
        await EmptyAsync();
        await SaveAsync(Row(Guid.NewGuid()));
        await Delivery().DeliverAsync(Assert.Single(await Delivery().ClaimAsync(1, default)), default);
        await SaveAsync(Row(Guid.NewGuid()));
        var list = new NotificationList(Database.Contexts, Database.Get<AccessGuard>(), Database.Get<Core.Audit.IAuditLog>(), clock);
        clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, await list.SweepAsync(TimeSpan.FromDays(7), default));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await list.SweepAsync(TimeSpan.FromDays(7), default));
        Assert.Equal(NotificationStatus.Waiting, Assert.Single((await list.SearchAsync(Actor.System, null, 0, 10, default)).Rows).Status);
    }

    [SkippableFact]
    public async Task Settings_that_are_set_by_two_at_once_are_those_of_one()
    {
        await Database.Get<KeyRingCheck>().EnsureAsync(default);
        var callbacks = Database.Get<Callbacks>();
        await callbacks.DeleteAsync(Actor.System, CallbackSettings.DefaultAppId, default);
        var set = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() => callbacks.SetAsync(
            Actor.System, CallbackSettings.DefaultAppId, new NewCallback($"https://example.com/{i}", "ALL", true, $"Aa1{i}"), null, default))));
        var now = await callbacks.ReadAsync(Actor.System, CallbackSettings.DefaultAppId, default);
        Assert.Contains(set, one => one.Version == now?.Version && one.Url == now.Url);
        Assert.Equal($"Aa1{now!.Url[^1]}", await callbacks.ReadKeyAsync(Actor.System, CallbackSettings.DefaultAppId, default));

        await using (var db = Open()) Assert.DoesNotContain("Aa1", System.Text.Encoding.ASCII.GetString((await db.CallbackSettings.SingleAsync()).WrappedKey!), StringComparison.Ordinal);
        await callbacks.DeleteAsync(Actor.System, CallbackSettings.DefaultAppId, default);
    }

    private NotificationDelivery Delivery() => new(
        Database.Contexts, Database.Get<NotificationSender>(), Database.Get<IKeyEncryptionKey>(), clock, NullLogger<NotificationDelivery>.Instance);

    private async Task RefusedAsync(long id) => Assert.Equal(ErrorCode.NotificationNotFailed, (await Assert.ThrowsAsync<VodException>(
        () => Database.Get<NotificationList>().ResendAsync(Actor.System, id, default))).Code);

    private async Task EmptyAsync()
    {
        await using var db = Open();
        await db.Notifications.ExecuteDeleteAsync();
    }

    private static Notification Row(Guid videoId) => new()
    {
        Event = NotificationEvent.TranscodeComplete, VideoId = videoId, VideoTitle = "Clip", Body = "{}", CreatedAt = Rows.Noon,
    };
}

public sealed class NotificationsOnSqlite(SqliteDatabase database) : NotificationContract(database), IClassFixture<SqliteDatabase>;

public sealed class NotificationsOnPostgreSql(PostgreSqlDatabase database) : NotificationContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class NotificationsOnSqlServer(SqlServerDatabase database) : NotificationContract(database), IClassFixture<SqlServerDatabase>;
