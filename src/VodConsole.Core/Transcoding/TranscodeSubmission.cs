using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding;

/// <summary>
/// Puts a transcoding into the caller's own unit of work. In contrast to <see cref="TranscodeTasks"/> it neither
/// authorises nor saves: the upload that completes a video uses it inside its own transaction.
/// </summary>
public sealed class TranscodeSubmission(IAuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// Adds a queued task for <paramref name="video"/>, which <paramref name="db"/> tracks, and moves the video to
    /// <see cref="VideoStatus.Transcoding"/>. The caller saves and then calls <see cref="ITranscodeQueue.Wake"/>.
    /// </summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.VideoStatusForbids"/> unless its upload is whole and no task of it is active.
    /// </exception>
    public TranscodeTask Add(VodDbContext db, Actor actor, Video video, TemplateGroup group) =>
        Add(db, actor, video, group, AuditAction.TranscodeSubmitted);

    internal TranscodeTask Add(VodDbContext db, Actor actor, Video video, TemplateGroup group, string action)
    {
        var before = new { video.Status, video.TemplateGroup };
        video.MoveTo(VideoStatus.Transcoding);
        video.TemplateGroup = group;
        var task = new TranscodeTask
        {
            Id = Guid.NewGuid(),
            VideoId = video.Id,
            TemplateGroup = group,
            CreatedBy = actor.Name,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        db.TranscodeTasks.Add(task);
        audit.Add(db, actor, action, new AuditTarget("video", $"{video.Id:N}", video.Title), before,
            new { video.Status, video.TemplateGroup, Task = $"{task.Id:N}" });
        return task;
    }
}
