using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding.Templates;
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
    /// <see cref="ErrorCode.TemplateGroupNotFound"/>; <see cref="ErrorCode.VideoStatusForbids"/> unless its upload is whole and no task of it
    /// is active. The video is then as it was.
    /// </exception>
    public Task<TranscodeTask> AddAsync(VodDbContext db, Actor actor, Video video, TranscodeOrder order, CancellationToken cancellation) =>
        AddAsync(db, actor, video, order, AuditAction.TranscodeSubmitted, cancellation);

    internal async Task<TranscodeTask> AddAsync(
        VodDbContext db, Actor actor, Video video, TranscodeOrder order, string action, CancellationToken cancellation)
    {
        var jobs = await JobsAsync(db, video, order.Group, cancellation);
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
        foreach (var job in jobs) task.Renditions.Add(job);
        db.TranscodeTasks.Add(task);
        audit.Add(db, actor, action, new AuditTarget("video", $"{video.Id:N}", video.Title), before,
            new { video.Status, video.TemplateGroup, Task = $"{task.Id:N}" });
        return task;
    }

    private static async Task<IReadOnlyList<TranscodeRendition>> JobsAsync(
        VodDbContext db, Video video, TemplateGroup group, CancellationToken cancellation)
    {
        if (group.OwnId is not { } id)
            return [.. BuiltIn(video.Source, group).Select(planned => Job(planned, BuiltInTemplates.IdOf(group, planned.Definition), null))];
        var templates = await db.TranscodeTemplates.AsNoTracking().Where(template => template.GroupId == id).ToListAsync(cancellation);
        return templates.Count > 0
            ? [.. templates.Select(template => Job(video.Source, template))]
            : throw new VodException(ErrorCode.TemplateGroupNotFound, group.Id);
    }

    // Whether an original can be repackaged at all is the attempt's to find out: what was asked for is a job all the same.
    private static IReadOnlyList<PlannedRendition> BuiltIn(SourceInfo? source, TemplateGroup group) =>
        source is null ? []
        : group == TemplateGroup.Original ? [new(Definition.OD) { Width = source.Width, Height = source.Height }]
        : Ladder.Plan(source, group);

    private static TranscodeRendition Job(SourceInfo? source, TranscodeTemplate template)
    {
        if (source is null) throw new InvalidOperationException("A video without a source is transcoded.");
        try
        {
            return Job(TemplatePlan.Of(source, TemplateDocument.Read(template.Settings)), template.Id, template.Settings);
        }
        catch (VodException refusal)
        {
            return new TranscodeRendition { JobId = Guid.NewGuid(), Definition = template.Definition, TemplateId = template.Id, Refusal = refusal.Code };
        }
    }

    private static TranscodeRendition Job(PlannedRendition planned, Guid templateId, string? template) => new()
    {
        JobId = Guid.NewGuid(), Definition = planned.Definition, Width = planned.Width, Height = planned.Height,
        TemplateId = templateId, Template = template,
    };
}
