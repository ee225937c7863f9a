using Microsoft.EntityFrameworkCore;

namespace VodConsole.Core.Accounts;

/// <summary>
/// Begins and ends sessions. It authenticates nobody: whoever calls it has done that, and hands the id to the browser in a cookie.
/// </summary>
public sealed class SignInSessions(IDbContextFactory<VodDbContext> contexts, TimeProvider clock)
{
    /// <summary>A session ends this long after its sign-in, however busy it is.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Begins a session and forgets those of the account that are over.</summary>
    /// <returns>Its id.</returns>
    public async Task<Guid> BeginAsync(Guid userId, SignInMethod method, string? address, string? browser, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var over = now - Lifetime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.SignInSessions.Where(session => session.UserId == userId && session.SignedInAt <= over).ExecuteDeleteAsync(cancellation);
        var begun = new SignInSession
        {
            Id = Guid.NewGuid(), UserId = userId, Method = method, SignedInAt = now, Address = address,
            Browser = browser?.Length > SignInSession.BrowserLimit ? browser[..SignInSession.BrowserLimit] : browser,
        };
        db.SignInSessions.Add(begun);
        await db.SaveChangesAsync(cancellation);
        return begun.Id;
    }

    /// <summary>Ends sessions of an account: all of them, or all but one.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EndAsync(Guid userId, Guid? except, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.SignInSessions.Where(session => session.UserId == userId && session.Id != except).ExecuteDeleteAsync(cancellation);
    }
}
