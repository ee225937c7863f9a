using System.Diagnostics;
using VodConsole.Core.ApiAccess;
using VodConsole.Web.ApiAccess.Reference;
using VodConsole.Web.Tests.Architecture;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>A sample of the API page, run as somebody would who copied it into a file.</summary>
internal static class SampleRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs it to its end.</summary>
    /// <param name="language">As the page's buttons name it.</param>
    /// <param name="text">The sample.</param>
    /// <param name="key">The access key, for the environment.</param>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string language, string text, NewAccessKey key)
    {
        // Node finds the public client from the tests' clients.
        var folder = language == "Node.js"
            ? Path.Combine(SourceTree.Root, "tests", "clients", $"sample-{Guid.NewGuid():N}")
            : Path.Combine(Path.GetTempPath(), $"sample-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        try
        {
            var (file, command) = language switch
            {
                "curl" => ("call.sh", (string[])["bash", "call.sh"]),
                "Node.js" => ("call.js", ["node", "call.js"]),
                "C#" => ("call.cs", ["dotnet", "run", "call.cs"]),
                _ => throw new ArgumentOutOfRangeException(nameof(language), language, null),
            };
            await File.WriteAllTextAsync(Path.Combine(folder, file), text);
            return await RunAsync(folder, command, key);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(string folder, string[] command, NewAccessKey key)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment[SampleCall.IdVariable] = key.Id;
        start.Environment[SampleCall.SecretVariable] = key.Secret;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"{await output}{await errors}");
        return await output;
    }
}
