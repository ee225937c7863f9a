using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;

namespace VodConsole.Core.Downloads;

/// <summary>
/// Reads and changes the account's download mode. A change is agreed to against a preview: who applies it sends back the hash of
/// what they saw and the version that it was about.
/// </summary>
public sealed class DownloadConfiguration(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, TimeProvider clock)
{
    /// <summary>The settings as they are now.</summary>
    public async Task<DownloadState> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewDownloads, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return DownloadState.Of(await FindAsync(db, cancellation));
    }

    /// <summary>What setting <paramref name="wanted"/> would do. Changes nothing.</summary>
    public async Task<DownloadPreview> PreviewAsync(Actor actor, DownloadMode wanted, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewDownloads, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await CountAsync(db, await FindAsync(db, cancellation), wanted, cancellation);
    }

    /// <summary>
    /// Sets the mode, provided that the settings are still the ones that the person saw and that the preview still says the same.
    /// Both are looked at again under the row's lock. A mode that is set already counts as done: a second click on the same button.
    /// </summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="wanted">The mode as it is to be.</param>
    /// <param name="previewHash"><see cref="DownloadPreview.Hash"/> of what the person agreed to.</param>
    /// <param name="seen"><see cref="DownloadState.Version"/> that the person saw.</param>
    /// <param name="cancellation">Ends the operation; nothing is changed then.</param>
    /// <returns>What came of it; a refusal for lack of agreement brings what the person needs to decide again.</returns>
    public async Task<DownloadChange> ApplyAsync(
        Actor actor, DownloadMode wanted, string previewHash, Guid seen, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, Permission.EditDownloads, cancellation);
        return await SetAsync(actor, wanted, seen, previewHash, cancellation);
    }

    /// <summary>
    /// Takes a change back: sets the former mode once more, unless somebody has changed the settings since. It asks for no
    /// preview, because it leads back to what was.
    /// </summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="done">The change to take back, as <see cref="ApplyAsync"/> returned it.</param>
    /// <param name="cancellation">Ends the operation; nothing is changed then.</param>
    /// <returns>What came of it: done, or changed by somebody else meanwhile.</returns>
    public async Task<DownloadChange> UndoAsync(Actor actor, DownloadChange done, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, Permission.EditDownloads, cancellation);
        return await SetAsync(actor, done.Former, done.State.Version, previewHash: null, cancellation);
    }

    private async Task<DownloadChange> SetAsync(
        Actor actor, DownloadMode wanted, Guid seen, string? previewHash, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Changes nothing, but holds the row until the commit: of two operators the second waits here, and then sees the first one's.
        await db.DownloadSettings.Where(row => row.Id == DownloadSettings.OnlyId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Mode, row => row.Mode), cancellation);
        var settings = await FindAsync(db, cancellation);
        var former = settings.Mode;
        if (former == wanted) return new DownloadChange(DownloadChangeOutcome.Done, former, DownloadState.Of(settings));
        if (settings.Version != seen) return new DownloadChange(DownloadChangeOutcome.ChangedMeanwhile, former, DownloadState.Of(settings));
        if (previewHash is not null)
        {
            var preview = await CountAsync(db, settings, wanted, cancellation);
            if (preview.Hash != previewHash)
                return new DownloadChange(DownloadChangeOutcome.NumbersChanged, former, DownloadState.Of(settings), preview);
        }

        settings.Mode = wanted;
        settings.ChangedBy = actor.Name;
        settings.ChangedAt = clock.GetUtcNow().UtcDateTime;
        audit.Add(
            db, actor, AuditAction.DownloadModeSet, new AuditTarget("download-settings", "1"), new { Mode = former }, new { Mode = wanted });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new DownloadChange(DownloadChangeOutcome.Done, former, DownloadState.Of(settings));
    }

    private Task<DownloadPreview> CountAsync(VodDbContext db, DownloadSettings settings, DownloadMode wanted, CancellationToken cancellation) =>
        DownloadCensus.CountAsync(db, settings, wanted, clock.GetUtcNow().UtcDateTime, cancellation);

    private static Task<DownloadSettings> FindAsync(VodDbContext db, CancellationToken cancellation) =>
        db.DownloadSettings.SingleAsync(row => row.Id == DownloadSettings.OnlyId, cancellation);
}

/// <summary>The download settings as a person sees them.</summary>
/// <param name="Mode">What is allowed.</param>
/// <param name="ChangedBy">Who decided it, by name; empty while nobody has.</param>
/// <param name="ChangedAt">When, UTC; null while nobody has.</param>
/// <param name="Version">Tells two states apart, even with the same mode.</param>
public sealed record DownloadState(DownloadMode Mode, string ChangedBy, DateTime? ChangedAt, Guid Version)
{
    internal static DownloadState Of(DownloadSettings settings) => new(settings.Mode, settings.ChangedBy, settings.ChangedAt, settings.Version);
}

/// <summary>What came of an attempt to set the mode.</summary>
/// <param name="Outcome">Whether it is set.</param>
/// <param name="Former">The mode before.</param>
/// <param name="State">The settings as they are now.</param>
/// <param name="Preview">The new numbers, when they are why nothing was done.</param>
public sealed record DownloadChange(
    DownloadChangeOutcome Outcome, DownloadMode Former, DownloadState State, DownloadPreview? Preview = null);

/// <summary>How an attempt to set the mode ended.</summary>
public enum DownloadChangeOutcome
{
    /// <summary>The mode is the wanted one.</summary>
    Done,
    /// <summary>Somebody else changed the settings; nothing was done.</summary>
    ChangedMeanwhile,
    /// <summary>The change would do something else than the person saw; nothing was done.</summary>
    NumbersChanged,
}
