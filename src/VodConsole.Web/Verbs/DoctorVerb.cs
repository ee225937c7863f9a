using System.CommandLine;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Web.Verbs.Doctor;

namespace VodConsole.Web.Verbs;

/// <summary><c>doctor</c>: does everything work on this machine, from the file to the encrypted picture?</summary>
internal static class DoctorVerb
{
    /// <summary>Adds the verb.</summary>
    public static void AddTo(RootCommand root)
    {
        var input = new Option<FileInfo?>("--input") { Description = "The media file to try; without it a six-second test clip is made.", HelpName = "FILE" };
        root.Add(new Command("doctor",
            "Tries the whole program in a throw-away data directory: imports a file, transcodes and encrypts it, proves that no segment "
            + "stored can be read without the key, fetches the key through the real token path, decrypts, compares with the source, and searches "
            + "every file written for keys and clear segments. Your own data is not touched. Exit status 0 when every check is well.")
        {
            input,
        }.SetPlainBody((parsed, cancellation) => RunAsync(parsed.GetValue(input), cancellation)));
    }

    private static async Task<VerbResult> RunAsync(FileInfo? input, CancellationToken cancellation)
    {
        if (input is { Exists: false }) throw new VodException(ErrorCode.ImportFileNotFound, input.FullName);
        var folder = Directory.CreateTempSubdirectory("vodconsole-doctor-").FullName;
        var report = new DoctorReport();
        try
        {
            await using var server = await DoctorServer.StartAsync(Path.Combine(folder, "data"), cancellation);
            using var run = new DoctorRun(server, folder, input?.FullName, report, cancellation);
            await run.RunAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        await report.AddAsync("cleanup", () => Task.FromResult((!Directory.Exists(folder), "the throw-away data directory is gone")));
        return new VerbResult(new { ok = report.Ok, checks = report.Checks }, report.ToTable(), report.Ok);
    }
}
