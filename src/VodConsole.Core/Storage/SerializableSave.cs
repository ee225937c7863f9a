using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Storage;

/// <summary>
/// A save whose rule looks at rows that it does not change itself: a limit on how many there are, somebody who must be left. Another save
/// that would have changed what was looked at does not happen at the same time. In contrast to <see cref="ContendedSave"/> alone, which
/// notices only that a row that it saves was saved by another, it costs locks or repetitions, so it is for what people do.
/// </summary>
internal static class SerializableSave
{
    /// <summary>Looks and saves in a transaction of its own, again while others come first.</summary>
    /// <param name="contexts">Gives the context of each attempt.</param>
    /// <param name="lookAndSave">Its refusals end the attempts.</param>
    /// <param name="cancellation">Ends the attempts.</param>
    /// <exception cref="VodException"><see cref="ErrorCode.ChangedMeanwhile"/>: others came first each time.</exception>
    public static Task RunAsync(
        IDbContextFactory<VodDbContext> contexts, Func<VodDbContext, Task> lookAndSave, CancellationToken cancellation) =>
        ContendedSave.RunAsync(
            async () =>
            {
                await using var db = await contexts.CreateDbContextAsync(cancellation);
                await RunOnceAsync(db, () => lookAndSave(db), cancellation);
            },
            cancellation);

    /// <summary>One attempt.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Another came first.</exception>
    public static async Task RunOnceAsync(VodDbContext db, Func<Task> lookAndSave, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
            await lookAndSave();
            await transaction.CommitAsync(cancellation);
        }
        catch (Exception failure) when (Find(failure) is { } told && db.IsConflict(told))
        {
            throw new DbUpdateConcurrencyException("Another transaction came first.", failure);
        }
    }

    // A save wraps what the database said, and the providers wrap it once more when they think that trying again may help.
    private static DbException? Find(Exception? failure)
    {
        while (failure is not (null or DbException)) failure = failure.InnerException;
        return (DbException?)failure;
    }
}
