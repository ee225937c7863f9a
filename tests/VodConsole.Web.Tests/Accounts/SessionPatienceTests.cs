using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Tests.Accounts;

public sealed class SessionPatienceTests
{
    private readonly FakeTimeProvider clock = new();
    private Func<bool> answer = () => true;

    [Fact]
    public void A_page_asks_often_enough_to_end_within_30_seconds() =>
        Assert.InRange(LiveAuthenticationState.Interval, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    [Fact]
    public async Task An_answer_counts_as_it_is()
    {
        var patience = Make();
        Assert.True(await patience.MayStayAsync(default));
        answer = () => false;
        Assert.False(await patience.MayStayAsync(default));
    }

    [Fact]
    public async Task A_database_that_is_busy_is_borne_with_for_two_minutes_after_the_last_answer()
    {
        var patience = Make();
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(await patience.MayStayAsync(default));
        answer = () => throw new SqliteException("busy", 5);
        clock.Advance(SessionPatience.Limit - TimeSpan.FromSeconds(1));
        Assert.True(await patience.MayStayAsync(default));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await patience.MayStayAsync(default));
    }

    [Fact]
    public async Task Any_other_failure_is_not_taken_for_an_answer()
    {
        answer = () => throw new InvalidOperationException();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Make().MayStayAsync(default));
    }

    private SessionPatience Make() => new(_ => Task.FromResult(answer()), clock);
}
