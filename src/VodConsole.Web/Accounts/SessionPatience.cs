using VodConsole.Data;

namespace VodConsole.Web.Accounts;

/// <summary>
/// Asks for one open page whether its session still counts, and bears with a database that cannot say so: a page that left at the first hiccup would lose what
/// is written in it. For long it does not: that a session has ended is known here alone, since the guard of each operation looks at the account.
/// </summary>
/// <param name="check">Asks the database.</param>
/// <param name="clock">The clock.</param>
internal sealed class SessionPatience(Func<CancellationToken, Task<bool>> check, TimeProvider clock)
{
    /// <summary>How long an answer is believed while no other is to be had.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private DateTimeOffset lastAnswer = clock.GetUtcNow();

    /// <summary>Whether the page may stay.</summary>
    public async Task<bool> MayStayAsync(CancellationToken cancellation)
    {
        try
        {
            var isCurrent = await check(cancellation);
            lastAnswer = clock.GetUtcNow();
            return isCurrent;
        }
        catch (Exception failure) when (DatabaseFaults.IsPassing(failure))
        {
            return clock.GetUtcNow() - lastAnswer < Limit;
        }
    }
}
