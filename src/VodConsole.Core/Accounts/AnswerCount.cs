using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace VodConsole.Core.Accounts;

/// <summary>
/// Counts the answers by which somebody proves who they are: passwords and codes. Each is counted as a wrong one before it is judged, and
/// given back when it was right; counted afterwards, many guesses at once would all be judged before the first of them locks the account.
/// </summary>
public sealed class AnswerCount(IDbContextFactory<VodDbContext> contexts, IOptions<IdentityOptions> identity, TimeProvider clock)
{
    /// <summary>Counts an answer. One that is not given back and is the last that the account has locks it for a while.</summary>
    /// <returns>For giving it back; null when the account is locked, or gone, and the answer must not count whatever it is.</returns>
    public async Task<CountedAnswer?> AddAsync(Guid userId, CancellationToken cancellation)
    {
        var limits = identity.Value.Lockout;
        CountedAnswer? counted = null;
        await ChangeAsync(userId, state =>
        {
            counted = null;
            var now = clock.GetUtcNow();
            if (state.LockedUntil > now) return null;
            var isLast = state.Failures + 1 >= limits.MaxFailedAccessAttempts;
            // Whole seconds, which every database gives back as they were.
            var until = isLast ? DateTimeOffset.FromUnixTimeSeconds((now + limits.DefaultLockoutTimeSpan).ToUnixTimeSeconds()) : state.LockedUntil;
            counted = new CountedAnswer(userId, state.Failures, isLast ? until : null);
            return new AnswerState(isLast ? 0 : state.Failures + 1, until);
        }, cancellation);
        return counted;
    }

    /// <summary>Gives an answer back that was right but proves only a half; wrong ones before it stay counted.</summary>
    public Task GiveBackAsync(CountedAnswer answer, CancellationToken cancellation) => ChangeAsync(
        answer.UserId,
        state => answer.IsLockIn(state) ? new AnswerState(answer.FailuresBefore, null) : state with { Failures = Math.Max(0, state.Failures - 1) },
        cancellation);

    /// <summary>Forgets all wrong answers of somebody who has proved who they are.</summary>
    /// <param name="userId">Whose account it is.</param>
    /// <param name="answer">The right answer, whose lock goes; null when it was none that is counted.</param>
    /// <param name="cancellation">Ends the operation.</param>
    public Task ForgetAsync(Guid userId, CountedAnswer? answer, CancellationToken cancellation) => ChangeAsync(
        userId, state => new AnswerState(0, answer?.IsLockIn(state) == true ? null : state.LockedUntil), cancellation);

    // Only what was read is written over, so that no answer is lost and nobody who writes the account meanwhile undoes the count.
    private async Task ChangeAsync(Guid userId, Func<AnswerState, AnswerState?> change, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        while (await db.Users.Where(user => user.Id == userId)
            .Select(user => new { State = new AnswerState(user.AccessFailedCount, user.LockoutEnd), user.ConcurrencyStamp })
            .SingleOrDefaultAsync(cancellation) is { } row)
        {
            if (change(row.State) is not { } next || next == row.State) return;
            var (stamp, failures, until) = (Guid.NewGuid().ToString(), next.Failures, next.LockedUntil);
            var written = await db.Users.Where(user => user.Id == userId && user.ConcurrencyStamp == row.ConcurrencyStamp)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(user => user.AccessFailedCount, failures).SetProperty(user => user.LockoutEnd, until)
                        .SetProperty(user => user.ConcurrencyStamp, stamp),
                    cancellation);
            if (written == 1) return;
        }
    }
}

/// <summary>An answer that counts as a wrong one until it is given back.</summary>
/// <param name="UserId">Whose account it is for.</param>
/// <param name="FailuresBefore">How many counted before it.</param>
/// <param name="Lock">Until when it locks the account; null when there are more answers left.</param>
public sealed record CountedAnswer(Guid UserId, int FailuresBefore, DateTimeOffset? Lock)
{
    /// <summary>Whether it locks the account when it stays counted.</summary>
    public bool IsLast => Lock is not null;

    internal bool IsLockIn(AnswerState state) => Lock is not null && state.LockedUntil == Lock;
}

/// <summary>How an account stands.</summary>
/// <param name="Failures">Wrong answers in a row.</param>
/// <param name="LockedUntil">Until when it is locked; null when it is not.</param>
internal sealed record AnswerState(int Failures, DateTimeOffset? LockedUntil);
