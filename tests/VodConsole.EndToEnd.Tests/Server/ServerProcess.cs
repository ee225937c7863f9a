using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace VodConsole.EndToEnd.Tests.Server;

/// <summary>The real server program in a process of its own, over a data directory that outlives it.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = [];
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> setUpLink = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) =>
        {
            var ended = new InvalidOperationException($"The server ended:\n{Output}");
            listening.TrySetException(ended);
            setUpLink.TrySetException(ended);
        };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => listening.Task.IsCompletedSuccessfully ? listening.Task.GetAwaiter().GetResult() : throw new InvalidOperationException();

    /// <summary>Everything that it printed.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Starts the server and returns once it listens.</summary>
    /// <param name="data">Its data directory.</param>
    /// <param name="port">0 for any free one.</param>
    /// <param name="settings">More settings, as <c>--Section:Name=value</c>.</param>
    public static async Task<ServerProcess> StartAsync(string data, int port = 0, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Repository.Program, "serve", $"--urls=http://127.0.0.1:{port}", .. settings])
            start.ArgumentList.Add(argument);
        start.Environment["VODCONSOLE_DATA"] = data;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        try
        {
            await server.listening.Task.WaitAsync(Patience);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>The one-time link that it printed, since there was no account.</summary>
    public Task<Uri> SetUpLinkAsync() => setUpLink.Task.WaitAsync(Patience);

    /// <summary>Ends it without warning.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        output.Enqueue(line);
        if (ListeningLine().Match(line) is { Success: true } heard) listening.TrySetResult(new Uri(heard.Groups[1].Value));
        if (SetUpLine().Match(line) is { Success: true } link) setUpLink.TrySetResult(new Uri(link.Value));
    }

    [GeneratedRegex(@"Now listening on:?\s*(http://[^\s""]+)")]
    private static partial Regex ListeningLine();

    [GeneratedRegex(@"http://\S+/setup\?token=\S+")]
    private static partial Regex SetUpLine();
}
