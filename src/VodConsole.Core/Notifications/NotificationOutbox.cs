using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Protocol.Playback;

namespace VodConsole.Core.Notifications;

/// <summary>
/// Puts notifications into the caller's own unit of work, so that what happened and the telling of it are stored together or not at all.
/// Nothing is stored when nobody wants to know. The caller saves.
/// </summary>
public sealed class NotificationOutbox(IOptions<NotificationOptions> options, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Read by programs, never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A file has become a video.</summary>
    public Task UploadedAsync(VodDbContext db, Video video, CancellationToken cancellation) =>
        AddAsync(db, video, video.UserData, [(NotificationEvent.FileUploadComplete, (time, extend) => new
        {
            EventTime = time, EventType = nameof(NotificationEvent.FileUploadComplete), VideoId = $"{video.Id:N}", video.Size,
            FileUrl = StreamNotice.Address(options.Value.PublicAddress, PlaybackAddress.Source(video.Id)), Extend = extend,
        })], cancellation);

    /// <summary>A transcoding has ended well: one event for each stream, also for those that its templates refused, then one for all.</summary>
    public async Task PublishedAsync(VodDbContext db, Video video, TranscodeTask task, Publication publication, CancellationToken cancellation)
    {
        var refused = await db.TranscodeRenditions.AsNoTracking().Where(row => row.TaskId == task.Id && row.Refusal != null).OrderBy(row => row.Id).ToListAsync(cancellation);
        await AddStreamsAsync(db, video, task, hasSucceeded: true,
        [
            .. publication.Renditions.Select(rendition => StreamNotice.Of(publication, rendition, options.Value.PublicAddress)),
            .. refused.Select(rendition => StreamNotice.Of(task, rendition, FailureReason.Of(rendition.Refusal!.Value))),
        ], cancellation);
    }

    /// <summary>A transcoding was given up.</summary>
    public async Task TranscodeFailedAsync(VodDbContext db, Video video, TranscodeTask task, FailureReason reason, CancellationToken cancellation)
    {
        var planned = await db.TranscodeRenditions.AsNoTracking().Where(row => row.TaskId == task.Id).OrderBy(row => row.Id).ToListAsync(cancellation);
        await AddStreamsAsync(db, video, task, hasSucceeded: false, [.. planned.Select(rendition => StreamNotice.Of(task, rendition, reason))], cancellation);
    }

    /// <summary>A video is deleted.</summary>
    public Task DeletedAsync(VodDbContext db, Video video, CancellationToken cancellation) =>
        AddAsync(db, video, video.UserData, [(NotificationEvent.DeleteMediaComplete, (time, extend) => new
        {
            EventTime = time, EventType = nameof(NotificationEvent.DeleteMediaComplete), VideoId = $"{video.Id:N}", Status = StreamNotice.Success,
            MediaType = "video", DeleteType = "all", MediaId = $"{video.Id:N}", Extend = extend,
        })], cancellation);

    private Task AddStreamsAsync(
        VodDbContext db, Video video, TranscodeTask task, bool hasSucceeded, IReadOnlyList<StreamNotice> streams, CancellationToken cancellation)
    {
        var id = $"{video.Id:N}";
        return AddAsync(db, video, task.UserData ?? video.UserData,
        [
            .. streams.Select(stream => (NotificationEvent.StreamTranscodeComplete, (Func<string, string?, object>)((time, extend) => stream with
            {
                EventTime = time, EventType = nameof(NotificationEvent.StreamTranscodeComplete), VideoId = id, Extend = extend,
            }))),
            (NotificationEvent.TranscodeComplete, (time, extend) => new
            {
                EventTime = time, EventType = nameof(NotificationEvent.TranscodeComplete), VideoId = id,
                Status = hasSucceeded ? StreamNotice.Success : StreamNotice.Fail, StreamInfos = streams, Extend = extend,
            }),
        ], cancellation);
    }

    private async Task AddAsync(
        VodDbContext db, Video video, string? userData, IReadOnlyList<(NotificationEvent Event, Func<string, string?, object> Body)> happened,
        CancellationToken cancellation)
    {
        var wanted = await db.CallbackSettings.Where(settings => settings.AppId == CallbackSettings.DefaultAppId)
            .Select(settings => settings.Events).SingleOrDefaultAsync(cancellation);
        if (wanted is null) return;
        var now = clock.GetUtcNow().UtcDateTime;
        var (url, extend) = OwnOf(userData);
        foreach (var (@event, body) in happened.Where(one => EventTypes.Include(wanted, one.Event)))
        {
            var content = body(NotificationTime.Write(now), extend);
            db.Notifications.Add(new Notification
            {
                Event = @event, VideoId = video.Id, VideoTitle = video.Title, Url = url, CreatedAt = now,
                Body = JsonSerializer.Serialize(content, content.GetType(), Json),
            });
        }
    }

    /// <summary>The receiver and the passed-on data that an upload or a job named for itself.</summary>
    private static (string? Url, string? Extend) OwnOf(string? userData)
    {
        if (userData is null) return (null, null);
        try
        {
            var own = VideoUserData.Parse(userData);
            return (own.CallbackUrl?.OriginalString, own.Extend);
        }
        catch (VodException broken) when (broken.Code == ErrorCode.UserDataInvalid)
        {
            // Stored before the rule was what it is. A video is published all the same, and the receiver of the settings is told.
            return (null, null);
        }
    }
}
