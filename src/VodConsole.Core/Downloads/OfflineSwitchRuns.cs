using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads;

/// <summary>
/// Begins and stops runs that disable or enable offline for many videos. The work itself is <see cref="OfflineSwitchWork"/>'s, in
/// the background; runs take place one after the other, in the order in which they began.
/// </summary>
public sealed class OfflineSwitchRuns(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, OfflineSwitchSignal signal, TimeProvider clock)
{
    /// <summary>Counts what a run would do now, to be shown before it begins.</summary>
    public async Task<OfflineSwitchPlan> PlanAsync(
        Actor actor, OfflineSwitchScope scope, bool disables, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var groups = await (await scope.InAsync(db, cancellation))
            .GroupBy(video => new { video.Status, video.IsOfflineDisabled })
            .Select(group => new { group.Key.Status, group.Key.IsOfflineDisabled, Count = group.Count() })
            .ToListAsync(cancellation);
        var others = groups.Where(group => group.IsOfflineDisabled != disables).ToList();
        return new OfflineSwitchPlan(
            groups.Sum(group => group.Count),
            others.Where(group => group.Status == VideoStatus.Normal).Sum(group => group.Count),
            groups.Where(group => group.IsOfflineDisabled == disables).Sum(group => group.Count),
            others.Where(group => group.Status != VideoStatus.Normal).ToDictionary(group => group.Status, group => group.Count));
    }

    /// <summary>Stores the run, which then takes place by itself, also when everyone looks away or the server restarts.</summary>
    /// <returns>The run's id.</returns>
    /// <exception cref="VodException"><see cref="ErrorCode.OfflineScopeEmpty"/>: no video is in scope.</exception>
    public async Task<Guid> BeginAsync(Actor actor, OfflineSwitchScope scope, bool disables, CancellationToken cancellation)
    {
        var plan = await PlanAsync(actor, scope, disables, cancellation);
        if (plan.Total == 0) throw new VodException(ErrorCode.OfflineScopeEmpty);
        var run = new OfflineSwitchRun
        {
            Id = Guid.NewGuid(),
            Disables = disables,
            Search = scope.SearchJson,
            Selection = scope.SelectionJson,
            Total = plan.Total,
            CreatedBy = actor.Name,
            CreatedById = actor.UserId,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.OfflineSwitchRuns.Add(run);
        audit.Add(db, actor, AuditAction.OfflineRunBegun, OfflineSwitchAudit.Target(run), null, new
        {
            run.Disables,
            scope.Search,
            Selected = scope.Search is null ? scope.Selection.Count : (int?)null,
            plan.Total,
            plan.Switched,
            plan.Unchanged,
            Refused = plan.RefusedCount,
        });
        await db.SaveChangesAsync(cancellation);
        signal.Wake();
        return run.Id;
    }

    /// <summary>Stops a run. What it has switched stays so; nothing more is switched once this returns.</summary>
    /// <returns>False when it had ended already.</returns>
    /// <exception cref="VodException"><see cref="ErrorCode.OfflineRunNotFound"/>.</exception>
    public async Task<bool> StopAsync(Actor actor, Guid runId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        var version = Guid.NewGuid();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Waits for the batch under way, if there is one, and leaves none after it.
        var stopped = await db.OfflineSwitchRuns.Where(run => run.Id == runId && run.EndedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(run => run.EndedAt, now).SetProperty(run => run.IsStopped, true).SetProperty(run => run.Version, version),
            cancellation);
        var run = await db.OfflineSwitchRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == runId, cancellation)
            ?? throw new VodException(ErrorCode.OfflineRunNotFound, $"{runId:N}");
        if (stopped == 0) return false;
        OfflineSwitchAudit.AddEnd(audit, db, actor, run);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}

/// <summary>What a run would do.</summary>
/// <param name="Total">Videos in scope.</param>
/// <param name="Switched">Videos that would be switched.</param>
/// <param name="Unchanged">Videos that are so already.</param>
/// <param name="Refused">Videos that would be refused, by the status that forbids it.</param>
public sealed record OfflineSwitchPlan(int Total, int Switched, int Unchanged, IReadOnlyDictionary<VideoStatus, int> Refused)
{
    /// <summary>Videos that would be refused, in all.</summary>
    public int RefusedCount => Refused.Values.Sum();
}

internal static class OfflineSwitchAudit
{
    public static AuditTarget Target(OfflineSwitchRun run) => new("offline-run", $"{run.Id:N}");

    public static void AddEnd(IAuditLog audit, VodDbContext db, Actor actor, OfflineSwitchRun run) =>
        audit.Add(db, actor, AuditAction.OfflineRunEnded, Target(run), null, new
        {
            run.Disables, run.Total, run.Switched, run.Unchanged, run.Refused, run.IsStopped,
        });
}
