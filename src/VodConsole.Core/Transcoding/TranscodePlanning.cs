using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding;

/// <summary>What an attempt is to make: of a built-in group what the ladder says, of an own one what its templates said when the task was submitted.</summary>
public sealed class TranscodePlanning(IDbContextFactory<VodDbContext> contexts)
{
    /// <summary>The renditions, lowest first; at least one.</summary>
    /// <exception cref="VodException">
    /// No template makes anything of this source (the first one's reason), or <see cref="ErrorCode.OriginalUnsupported"/>.
    /// </exception>
    public async Task<IReadOnlyList<PlannedRendition>> PlanAsync(TranscodeLease lease, SourceInfo source, CancellationToken cancellation)
    {
        if (lease.Group.OwnId is null) return Ladder.Plan(source, lease.Group);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var jobs = await db.TranscodeRenditions.AsNoTracking().Where(job => job.TaskId == lease.TaskId).ToListAsync(cancellation);
        var admitted = jobs.Where(job => job.Template is not null).ToList();
        return admitted.Count > 0
            ? [.. admitted.Select(job => TemplatePlan.Of(source, TemplateDocument.Read(job.Template!))).OrderBy(planned => planned.Definition)]
            : throw new VodException(jobs.Select(job => job.Refusal).FirstOrDefault(code => code is not null) ?? ErrorCode.TemplateGroupNotFound, lease.Group.Id);
    }
}
