using System.Diagnostics;
using System.Text.Json;

namespace VodConsole.EndToEnd.Tests.Server;

/// <summary>A verb of the real program, run to its end in a process of its own.</summary>
/// <param name="ExitCode">Its exit status.</param>
/// <param name="Output">What it printed on standard output.</param>
/// <param name="Errors">What it printed on standard error.</param>
internal sealed record VerbProcess(int ExitCode, string Output, string Errors)
{
    /// <summary>The one JSON object on standard output.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Runs the verb over a data directory.</summary>
    public static Task<VerbProcess> RunAsync(string data, params string[] arguments) => RunWithInputAsync(data, "", arguments);

    /// <summary>Runs the verb over a data directory and gives it a line on standard input, such as a password.</summary>
    public static Task<VerbProcess> RunWithInputAsync(string data, string line, params string[] arguments) =>
        RunConfiguredAsync(data, new Dictionary<string, string>(), line, arguments);

    /// <summary>The same with settings from the environment, as <c>Section__Name</c>.</summary>
    public static async Task<VerbProcess> RunConfiguredAsync(
        string data, IReadOnlyDictionary<string, string> environment, string line, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var argument in (string[])[Repository.Program, .. arguments]) start.ArgumentList.Add(argument);
        start.Environment["VODCONSOLE_DATA"] = data;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        // A verb that reads nothing may have closed its end already.
        try
        {
            await process.StandardInput.WriteLineAsync(line);
            process.StandardInput.Close();
        }
        catch (IOException) when (line.Length == 0)
        {
        }

        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new VerbProcess(process.ExitCode, await output, await errors);
    }
}
