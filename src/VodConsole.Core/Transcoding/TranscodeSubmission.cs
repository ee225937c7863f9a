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
    /// Adds a queued task for <paramref name="video"/>, which <paramref name="db"/> tracks, with a row for each job, and moves the
    /// video to <see cref="VideoStatus.Transcoding"/>. The caller saves and then calls <see cref="ITranscodeQueue.Wake"/>.
    /// </summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.VideoStatusForbids"/> unless its upload is whole and no task of it is active.
    /// </exception>
    public TranscodeTask Add(VodDbContext db, Actor actor, Video video, TranscodeOrder order) =>
        Add(db, actor, video, order, AuditAction.TranscodeSubmitted);

    internal TranscodeTask Add(VodDbContext db, Actor actor, Video video, TranscodeOrder order, string action)
    {
        if (order.Group.OwnId is not null) throw new VodException(ErrorCode.TemplateGroupNotFound, order.Group.Id);
        var before = new { video.Status, video.TemplateGroup };
        video.MoveTo(VideoStatus.Transcoding);
        video.TemplateGroup = order.Group;
        var task = new TranscodeTask
        {
            Id = Guid.NewGuid(),
            VideoId = video.Id,
            TemplateGroup = order.Group,
            Priority = order.Priority,
            Trigger = order.Trigger,
            UserData = order.UserData,
            SessionKey = order.SessionKey,
            CipherText = order.KeyService?.CipherText,
            DecryptKeyUri = order.KeyService?.DecryptKeyUri,
            CreatedBy = actor.Name,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        foreach (var planned in Jobs(video, order.Group))
            task.Renditions.Add(new TranscodeRendition
            {
                JobId = Guid.NewGuid(), Definition = planned.Definition, Width = planned.Width, Height = planned.Height,
            });
        db.TranscodeTasks.Add(task);
        audit.Add(db, actor, action, new AuditTarget("video", $"{video.Id:N}", video.Title), before,
            new { video.Status, video.TemplateGroup, Task = $"{task.Id:N}" });
        return task;
    }

    // Whether an original can be repackaged at all is the attempt's to find out: what was asked for is a job all the same.
    private static IReadOnlyList<PlannedRendition> Jobs(Video video, TemplateGroup group) =>
        video.Source is not { } source ? []
        : group == TemplateGroup.Original ? [new(Definition.OD) { Width = source.Width, Height = source.Height }]
        : Ladder.Plan(source, group);
}
