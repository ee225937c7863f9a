using System.Collections.Concurrent;
using CliWrap;

namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>
/// Starts the media tools so that they die with this process, even when it is killed. Thread-safe.
/// </summary>
/// <remarks>
/// On Linux the kernel ends a child when its parent ends (PDEATHSIG), but "parent" means the thread that made it, and
/// threads of the pool come and go. So all children are made by one thread that lasts as long as the process.
/// Elsewhere a left-over ffmpeg ends with its next segment, which finds no listener.
/// </remarks>
internal static class ChildProcesses
{
    private static readonly Lazy<BlockingCollection<Action>> Starts = new(() =>
    {
        var starts = new BlockingCollection<Action>();
        var thread = new Thread(() =>
        {
            foreach (var start in starts.GetConsumingEnumerable())
                start();
        })
        { IsBackground = true, Name = "Child processes" };
        thread.Start();
        return starts;
    });

    /// <summary>
    /// Runs <paramref name="child"/> to its end and returns its exit code, which the caller judges. Cancelling kills it and
    /// throws once it is gone.
    /// </summary>
    public static async Task<int> RunAsync(ChildCommand child, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        string[] words = [.. child.Limits.Guards(), child.Program, .. child.Arguments];
        var command = new Command(words[0])
            .WithArguments(words[1..])
            .WithEnvironmentVariables(variables => variables.Set("LC_ALL", "C").Set("AV_LOG_FORCE_NOCOLOR", "1"))
            .WithStandardInputPipe(child.Input)
            .WithStandardOutputPipe(child.Output)
            .WithStandardErrorPipe(child.Errors)
            .WithValidation(CommandResultValidation.None);
        var started = new TaskCompletionSource<CommandTask<CommandResult>>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Value.Add(
            () =>
            {
                try
                {
                    started.SetResult(command.ExecuteAsync(cancellation));
                }
                catch (Exception failure)
                {
                    started.SetException(failure);
                }
            },
            CancellationToken.None);
        var result = await await started.Task;
        return result.ExitCode;
    }
}

/// <summary>A media tool to be run. Its standard input is closed unless <see cref="Input"/> gives something.</summary>
/// <param name="Program">Absolute path.</param>
/// <param name="Arguments">Each passed on as it is.</param>
/// <param name="Limits">What it may use.</param>
internal sealed record ChildCommand(string Program, IReadOnlyList<string> Arguments, ChildLimits Limits)
{
    public PipeSource Input { get; init; } = PipeSource.Null;

    public PipeTarget Output { get; init; } = PipeTarget.Null;

    public PipeTarget Errors { get; init; } = PipeTarget.Null;
}
