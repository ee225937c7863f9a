using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Storage;

/// <summary>
/// Looks at rows and saves what follows from the look, again and again until nobody else saved between the two (optimistic
/// concurrency, see <see cref="IVersioned"/>). Whether the other's change matters is decided by the next look. In contrast to
/// <see cref="Transcoding.FencedTransaction"/> it holds no lease and does not outlast a database that is away.
/// </summary>
internal static class ContendedSave
{
    /// <summary>With the pauses between them, more than a second of somebody else winning each time.</summary>
    private const int AttemptLimit = 40;

    /// <summary>The longest pause is 2 to this power, in milliseconds.</summary>
    private const int LongestPause = 6;

    /// <summary>Runs <paramref name="lookAndSave"/> until its save meets no other.</summary>
    /// <param name="lookAndSave">Opens a context of its own each time. Its refusals end the turns.</param>
    /// <param name="cancellation">Ends the turns.</param>
    /// <param name="alsoInserts">
    /// A row that another adds first is contention as well. Only for saves that can break no other constraint.
    /// </param>
    /// <exception cref="VodException"><see cref="ErrorCode.ChangedMeanwhile"/>: others won each time.</exception>
    public static async Task<T> RunAsync<T>(
        Func<Task<T>> lookAndSave, CancellationToken cancellation, bool alsoInserts = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await lookAndSave();
            }
            catch (DbUpdateException failure) when (alsoInserts || failure is DbUpdateConcurrencyException)
            {
                if (attempt == AttemptLimit)
                {
                    if (failure is DbUpdateConcurrencyException) throw new VodException(ErrorCode.ChangedMeanwhile);
                    throw;
                }
            }

            // Chance parts two that save in step. Not by TimeProvider: the other's save takes real time.
            await Task.Delay(Random.Shared.Next(1 << Math.Min(attempt, LongestPause)), cancellation);
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public static Task RunAsync(Func<Task> lookAndSave, CancellationToken cancellation) =>
        RunAsync(
            async () =>
            {
                await lookAndSave();
                return true;
            },
            cancellation);
}
