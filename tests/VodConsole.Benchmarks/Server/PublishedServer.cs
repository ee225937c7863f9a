using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CliWrap;
using CliWrap.Buffered;

namespace VodConsole.Benchmarks.Server;

/// <summary>The published program, running on a data directory and a port of its own; killed at the end.</summary>
internal sealed class PublishedServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly Uri ready;
    private readonly Stopwatch watch;

    private PublishedServer(Process process, Uri ready, Stopwatch watch) => (this.process, this.ready, this.watch) = (process, ready, watch);

    /// <summary>Host and port.</summary>
    public IPEndPoint Endpoint => new(IPAddress.Loopback, ready.Port);

    /// <summary>Publishes the program into the run's folder; once, before the first start.</summary>
    public static async Task PublishAsync(BenchmarkRun run) => await Cli.Wrap("dotnet").WithArguments(
    [
        "publish", Path.Combine(BenchmarkRun.Repository, "src", "VodConsole.Web"), "-c", "Release", "-o", run.PathOf("program"), "-v", "q",
    ]).ExecuteBufferedAsync();

    public static PublishedServer Start(BenchmarkRun run)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = run.PathOf("program"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(run.PathOf("program/VodConsole.Web.dll"));
        start.ArgumentList.Add("serve");
        start.Environment["VODCONSOLE_DATA"] = run.PathOf("server-data");
        start.Environment["ASPNETCORE_URLS"] = address;
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, new(address + "/health/ready"), watch);
    }

    /// <summary>A verb beside the running server.</summary>
    public static Command Verb(BenchmarkRun run, params string[] words) => Cli.Wrap("dotnet")
        .WithWorkingDirectory(run.PathOf("program"))
        .WithArguments([run.PathOf("program/VodConsole.Web.dll"), .. words])
        .WithEnvironmentVariables(variables => variables.Set("VODCONSOLE_DATA", run.PathOf("server-data")));

    /// <summary>Seconds from the start of the process to its first 200.</summary>
    public async Task<double> WaitUntilReadyAsync()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        while (watch.Elapsed < TimeSpan.FromMinutes(2) && !process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(ready);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return watch.Elapsed.TotalSeconds;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            await Task.Delay(10);
        }
        throw new InvalidOperationException("The server did not become ready.");
    }

    public double ResidentMegabytes()
    {
        process.Refresh();
        return process.WorkingSet64 / 1e6;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
