using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using VodConsole.Web.Tests.Architecture;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>The public clients of the real service (tests/clients), unmodified, in one Node process that ends with this object.</summary>
internal sealed class PublicClients : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<ClientOutcome>> waiting = [];
    private int last;

    private PublicClients(Process process) => this.process = process;

    /// <summary>Each client with each of its ways to call.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["pop-core GET", "pop-core POST", "openapi-client V3", "openapi-client v2", "openapi-core"];

    public static PublicClients Start()
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = Path.Combine(SourceTree.Root, "tests", "clients"),
        };
        start.ArgumentList.Add("call.js");
        var clients = new PublicClients(new Process { StartInfo = start, EnableRaisingEvents = true });
        clients.process.OutputDataReceived += (_, line) => clients.Read(line.Data);
        clients.process.Exited += (_, _) => clients.Fail("the clients' process ended");
        clients.process.ErrorDataReceived += (_, line) => { if (line.Data is { Length: > 0 } text) clients.Fail(text); };
        clients.process.Start();
        clients.process.BeginOutputReadLine();
        clients.process.BeginErrorReadLine();
        return clients;
    }

    public async Task<ClientOutcome> CallAsync(ClientCall call)
    {
        var id = Interlocked.Increment(ref last);
        var answer = waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var line = JsonSerializer.Serialize(call with { Id = id }, Json);
        lock (process) process.StandardInput.WriteLine(line);
        return await answer.Task.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        var outcome = JsonSerializer.Deserialize<ClientOutcome>(line, Json)!;
        if (waiting.TryRemove(outcome.Id, out var answer)) answer.SetResult(outcome);
    }

    private void Fail(string reason)
    {
        foreach (var answer in waiting.Values) answer.TrySetException(new InvalidOperationException(reason));
    }
}

/// <summary>A call by a public client.</summary>
internal sealed record ClientCall(string Client, string Action, string Endpoint, string AccessKeyId, string AccessKeySecret)
{
    public int Id { get; init; }

    public string Version { get; init; } = "2017-03-21";

    public string? SecurityToken { get; init; }

    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}

/// <summary>How a call ended: the answer as the client returned it, or the error that it raised.</summary>
internal sealed record ClientOutcome(int Id, JsonElement? Answer, ClientError? Error)
{
    /// <summary>The answer; fails with the error's words when there is none.</summary>
    public JsonElement Required => Error is null && Answer is { } answer
        ? answer
        : throw new Xunit.Sdk.XunitException($"The client raised {Error?.Code}: {Error?.Message}");
}

/// <summary>An error that a client raised.</summary>
internal sealed record ClientError(string Name, string? Code, string Message);
