using System.Diagnostics;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace VodConsole.Benchmarks;

/// <summary>A folder for one benchmark's files, gone afterwards, and what all of them need.</summary>
internal sealed class BenchmarkRun : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vodconsole-benchmark-").FullName;

    /// <summary>The folder of the solution.</summary>
    public static string Repository { get; } = FindRepository();

    public string PathOf(string name) => Path.Combine(folder, name);

    public string NewFolder(string name)
    {
        if (Directory.Exists(PathOf(name)))
            Directory.Delete(PathOf(name), recursive: true);
        return Directory.CreateDirectory(PathOf(name)).FullName;
    }

    /// <summary>Runs ffmpeg in the folder.</summary>
    public async Task FfmpegAsync(params IEnumerable<string> arguments) =>
        await Cli.Wrap("ffmpeg").WithWorkingDirectory(folder)
            .WithArguments(["-nostdin", "-v", "error", "-y", .. arguments]).ExecuteBufferedAsync();

    /// <summary>
    /// Times works in turns, the order changing with each round, after one round that does not count. Seconds of each.
    /// </summary>
    public static Task<double[][]> InTurnsAsync(int rounds, params Func<Task>[] works) =>
        InTurnsAsync(rounds, "0.000 s", [.. works.Select(work => (Func<Task<double>>)(() => SecondsAsync(work)))]);

    /// <summary>The same for works that measure themselves; <paramref name="format"/> is how their numbers are shown.</summary>
    public static async Task<double[][]> InTurnsAsync(int rounds, string format, params Func<Task<double>>[] works)
    {
        var measured = works.Select(_ => new double[rounds]).ToArray();
        for (var round = -1; round < rounds; round++)
            for (var turn = 0; turn < works.Length; turn++)
            {
                var work = (turn + Math.Max(round, 0)) % works.Length;
                var one = await works[work]();
                if (round >= 0) measured[work][round] = one;
                Console.WriteLine($"   round {round + 1}, work {work + 1}: {one.ToString(format, CultureInfo.InvariantCulture)}");
            }

        return measured;
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string FindRepository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "VodConsole.sln")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("VodConsole.sln is not above this program.");
        return directory.FullName;
    }
}
