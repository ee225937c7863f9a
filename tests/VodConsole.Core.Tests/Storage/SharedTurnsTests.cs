using VodConsole.Core.Storage;

namespace VodConsole.Core.Tests.Storage;

public sealed class SharedTurnsTests
{
    private readonly List<int[]> turns = [];
    private readonly SemaphoreSlim began = new(0), mayEnd = new(0);

    [Fact]
    public async Task Begins_the_first_question_at_once_and_gathers_what_comes_meanwhile()
    {
        var shared = new SharedTurns<int, int>(WorkAsync);

        var first = shared.AskAsync(1, default);
        await began.WaitAsync();
        var others = ((int[])[2, 3, 2]).Select(number => shared.AskAsync(number, default)).ToList();
        mayEnd.Release(2);

        Assert.Equal(10, await first);
        var answers = await Task.WhenAll(others);
        Assert.Equal([20, 30, 20], answers);
        Assert.Equal([[1], [2, 3, 2]], turns);
    }

    [Fact]
    public async Task Takes_no_more_into_a_turn_than_a_statement_holds()
    {
        var shared = new SharedTurns<int, int>(WorkAsync);

        var first = shared.AskAsync(0, default);
        await began.WaitAsync();
        var rest = Enumerable.Range(1, 2 * SharedTurns<int, int>.Most + 1).Select(number => shared.AskAsync(number, default)).ToList();
        mayEnd.Release(4);

        await Task.WhenAll([first, .. rest]);
        Assert.Equal([1, SharedTurns<int, int>.Most, SharedTurns<int, int>.Most, 1], turns.Select(turn => turn.Length));
        Assert.Equal(Enumerable.Range(0, rest.Count + 1), turns.SelectMany(turn => turn));
    }

    [Fact]
    public async Task Fails_who_shared_a_turn_that_failed_and_goes_on_with_the_next()
    {
        var isFirst = true;
        var shared = new SharedTurns<int, int>(turn =>
        {
            if (!isFirst) return AnswerAsync(turn);
            isFirst = false;
            throw new IOException("lost");
        });

        Assert.Equal("lost", (await Assert.ThrowsAsync<IOException>(() => shared.AskAsync(1, default))).Message);
        Assert.Equal(10, await shared.AskAsync(1, default));
    }

    [Fact]
    public async Task Leaves_nobody_waiting_whom_the_turn_forgot()
    {
        var shared = new SharedTurns<int, int>(_ => Task.CompletedTask);

        await Assert.ThrowsAsync<InvalidOperationException>(() => shared.AskAsync(1, default));
    }

    [Fact]
    public async Task Lets_one_give_up_without_taking_the_answer_from_the_others()
    {
        using var ending = new CancellationTokenSource();
        var shared = new SharedTurns<int, int>(WorkAsync);

        var impatient = shared.AskAsync(1, ending.Token);
        await began.WaitAsync();
        var other = shared.AskAsync(2, default);
        await ending.CancelAsync();
        mayEnd.Release(2);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.Equal(20, await other);
    }

    private async Task WorkAsync(IReadOnlyList<Asked<int, int>> turn)
    {
        turns.Add([.. turn.Select(asked => asked.Question)]);
        began.Release();
        await mayEnd.WaitAsync();
        await AnswerAsync(turn);
    }

    private static Task AnswerAsync(IReadOnlyList<Asked<int, int>> turn)
    {
        foreach (var asked in turn) asked.Answer(10 * asked.Question);
        return Task.CompletedTask;
    }
}
