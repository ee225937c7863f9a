using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VodConsole.Core.Accounts;
using VodConsole.Core.Notifications;
using VodConsole.Core.Storage;
using VodConsole.Worker.Tests.Tasks;

namespace VodConsole.Worker.Tests.Notifications;

/// <summary>A worker whose notifications may go to receivers of the test. Two benches over one directory are two processes.</summary>
internal sealed class NotificationBench : IAsyncDisposable
{
    public const string Key = "Dsf346dvet";

    private NotificationBench(WorkerBench worker) => Worker = worker;

    public WorkerBench Worker { get; }

    public NotificationDelivery Delivery => Worker.Get<NotificationDelivery>();

    public NotificationOptions Options => Worker.Get<IOptions<NotificationOptions>>().Value;

    public static async Task<NotificationBench> CreateAsync(string? directory = null)
    {
        var packager = new ScriptedPackager();
        var worker = await WorkerBench.CreateAsync(packager.RunAsync, directory);
        packager.Store = worker.Get<IMediaStore>();
        var bench = new NotificationBench(worker);
        bench.Options.AllowPrivateNetworks = true;
        return bench;
    }

    /// <summary>From here on events are told to that address.</summary>
    public Task ListenAsync(string url, bool isSigned = false) => Worker.Get<Callbacks>().SetAsync(
        Actor.System, CallbackSettings.DefaultAppId, new NewCallback(url, EventTypes.All, isSigned, isSigned ? Key : ""), null, default);

    /// <summary>Transcodes a video, which is two events.</summary>
    public async Task<Guid> TranscodeAsync()
    {
        var task = await Worker.QueueAsync();
        await Worker.Runner.RunAsync(task, default);
        return (await Worker.ReadAsync(task)).VideoId;
    }

    /// <summary>Stores a notification as if something had happened.</summary>
    public async Task<long> AddAsync(Guid videoId, string body = "{}", string? url = null)
    {
        var row = new Notification
        {
            Event = NotificationEvent.TranscodeComplete, VideoId = videoId, VideoTitle = "Clip", Body = body, Url = url, CreatedAt = DateTime.UnixEpoch,
        };
        await using var db = Worker.NewContext();
        db.Notifications.Add(row);
        await db.SaveChangesAsync();
        return row.Id;
    }

    public async Task<IReadOnlyList<Notification>> ReadAsync()
    {
        await using var db = Worker.NewContext();
        return await db.Notifications.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
    }

    /// <summary>Waits until every notification has ended.</summary>
    public async Task<IReadOnlyList<Notification>> EndedAsync()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(2);)
        {
            var rows = await ReadAsync();
            if (rows.Count > 0 && rows.All(row => row.EndedAt is not null)) return rows;
            await Task.Delay(50);
        }

        throw new TimeoutException("A notification still waits.");
    }

    public ValueTask DisposeAsync() => Worker.DisposeAsync();
}
