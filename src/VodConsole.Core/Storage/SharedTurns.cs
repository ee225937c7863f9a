namespace VodConsole.Core.Storage;

/// <summary>
/// Asks the database for many at once: the first question is put at once, and what is asked while it is under way waits for the next turn and shares
/// it. An answer is never older than its question, which is what a cache cannot say. One turn at a time; thread-safe.
/// </summary>
/// <param name="work">
/// Answers every question of a turn. What it leaves unanswered, and everything when it throws, fails with its exception; the next turn may do better.
/// </param>
internal sealed class SharedTurns<TQuestion, TAnswer>(Func<IReadOnlyList<Asked<TQuestion, TAnswer>>, Task> work)
{
    /// <summary>Questions in a turn at most: databases take some two thousand parameters in a statement, and a question is a few.</summary>
    public const int Most = 500;

    private readonly Lock gate = new();
    private List<Asked<TQuestion, TAnswer>> waiting = [];
    private bool isWorking;

    /// <summary>Asks. Who gives up leaves the turn of the others as it is.</summary>
    public Task<TAnswer> AskAsync(TQuestion question, CancellationToken cancellation)
    {
        var asked = new Asked<TQuestion, TAnswer>(question);
        lock (gate)
        {
            waiting.Add(asked);
            if (!isWorking)
            {
                isWorking = true;
                _ = Task.Run(WorkAsync, CancellationToken.None);
            }
        }

        return asked.Task.WaitAsync(cancellation);
    }

    private async Task WorkAsync()
    {
        while (true)
        {
            List<Asked<TQuestion, TAnswer>> turn;
            lock (gate)
            {
                if (waiting.Count == 0)
                {
                    isWorking = false;
                    return;
                }

                (turn, waiting) = waiting.Count <= Most ? (waiting, []) : (waiting[..Most], waiting[Most..]);
            }

            try
            {
                await work(turn);
                foreach (var asked in turn.Where(asked => !asked.Task.IsCompleted))
                    asked.Fail(new InvalidOperationException("The turn left a question without an answer."));
            }
            catch (Exception failure)
            {
                foreach (var asked in turn) asked.Fail(failure);
            }
        }
    }
}

/// <summary>One question of a turn. The first answer counts; later ones are ignored.</summary>
/// <param name="question">What is asked.</param>
internal sealed class Asked<TQuestion, TAnswer>(TQuestion question)
{
    // Whoever waits goes on elsewhere: the turn must not run what comes after an answer.
    private readonly TaskCompletionSource<TAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is asked.</summary>
    public TQuestion Question { get; } = question;

    /// <summary>The answer, once it is there.</summary>
    public Task<TAnswer> Task => answer.Task;

    /// <summary>Answers.</summary>
    public void Answer(TAnswer value) => answer.TrySetResult(value);

    /// <summary>Answers that it failed.</summary>
    public void Fail(Exception failure) => answer.TrySetException(failure);
}
