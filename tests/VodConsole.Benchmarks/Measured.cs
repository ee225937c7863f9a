using System.Globalization;
using System.Text;

namespace VodConsole.Benchmarks;

/// <summary>What one benchmark found: what was measured and how, and a table.</summary>
/// <param name="Method">One paragraph.</param>
internal sealed record Measured(string Method)
{
    private readonly List<string> rows = [];

    public Measured Add(string what, string value, string aim = "", bool? met = null)
    {
        rows.Add($"| {what} | {value} | {aim} | {(met is null ? "" : met.Value ? "met" : "**missed**")} |");
        return this;
    }

    public string Markdown => new StringBuilder(Method).Append("\n\n| what | measured | aim | |\n|---|---|---|---|\n")
        .AppendJoin('\n', rows).ToString();

    public static string Ratio(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture) + " ×";

    public static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture) + " s";

    public static string Microseconds(double seconds) => (seconds * 1e6).ToString("0", CultureInfo.InvariantCulture) + " µs";

    public static string Milliseconds(double seconds) => (seconds * 1000).ToString("0.0", CultureInfo.InvariantCulture) + " ms";
}
