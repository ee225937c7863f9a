using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace VodConsole.Benchmarks;

/// <summary>The page <c>README.md</c> beside this project: a section for each benchmark, replaced when it runs again.</summary>
internal sealed class ResultPage
{
    private const string Introduction =
        """
        # Benchmarks

        `dotnet run -c Release --project tests/VodConsole.Benchmarks -- all` measures everything and writes this page; a name in
        place of `all` (`packaging`, `ladder`, `encryptor`, `library`, `server`, `keyfile`, `policy`, `offline`, `videolist`, `api`, `soak`) measures one and replaces its section. Ratios
        compare two ways of doing the same work in turns within the same run, so they mean more than the times, which belong to
        the machine named.

        """;

    private readonly string path;

    /// <summary>What else the machine was doing before; figures of a busy one are worth little.</summary>
    private readonly string load = OperatingSystem.IsLinux() ? ", load before " + File.ReadAllText("/proc/loadavg").Split(' ')[0] : "";

    private ResultPage(string path) => this.path = path;

    public static ResultPage Open() => new(Path.Combine(BenchmarkRun.Repository, "tests", "VodConsole.Benchmarks", "README.md"));

    public void Write(string name, Measured measured)
    {
        var text = File.Exists(path) ? File.ReadAllText(path) : Introduction;
        var section = $"## {name}\n\n{measured.Markdown}\n\n{Machine()}\n";
        var old = Section(name).Match(text);
        text = old.Success ? text.Replace(old.Value, section + "\n", StringComparison.Ordinal) : text.TrimEnd() + "\n\n" + section;
        File.WriteAllText(path, text.TrimEnd() + "\n");
    }

    private string Machine()
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"*{now}: {Environment.ProcessorCount} × {Processor()}, {RuntimeInformation.OSDescription}, .NET {Environment.Version}{load}*";
    }

    private static string Processor() =>
        OperatingSystem.IsLinux()
            && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();

    private static Regex Section(string name) => new($"## {name}\n.*?(?=\n## |\\z)", RegexOptions.Singleline);
}
