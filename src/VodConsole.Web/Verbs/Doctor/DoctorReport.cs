using System.Text;
using VodConsole.Core.Refusals;

namespace VodConsole.Web.Verbs.Doctor;

/// <summary>One thing that <c>doctor</c> looked at.</summary>
/// <param name="Name">A stable word for programs.</param>
/// <param name="Ok">Whether it is as it should be.</param>
/// <param name="Measured">What was found, in words and figures.</param>
internal sealed record DoctorCheck(string Name, bool Ok, string Measured);

/// <summary>Collects checks as they are made. The first one that fails ends the run, because the later ones stand on it.</summary>
internal sealed class DoctorReport
{
    private readonly List<DoctorCheck> checks = [];

    /// <summary>The checks so far, in order.</summary>
    public IReadOnlyList<DoctorCheck> Checks => checks;

    /// <summary>Whether all of them are well.</summary>
    public bool Ok => checks.TrueForAll(check => check.Ok);

    /// <summary>Runs a check, notes what it measured, and returns whether it was well. A refusal counts as measured.</summary>
    public async Task<bool> AddAsync(string name, Func<Task<(bool Ok, string Measured)>> check)
    {
        try
        {
            var (ok, measured) = await check();
            checks.Add(new DoctorCheck(name, ok, measured));
            return ok;
        }
        catch (Exception failure) when (failure is VodException or HttpRequestException or IOException or FormatException)
        {
            checks.Add(new DoctorCheck(name, false, failure.Message));
            return false;
        }
    }

    /// <summary>The checks as a table for people.</summary>
    public string ToTable()
    {
        var width = checks.Max(check => check.Name.Length);
        var text = new StringBuilder();
        foreach (var check in checks)
            text.Append(check.Ok ? "ok    " : "FAIL  ").Append(check.Name.PadRight(width)).Append("  ").AppendLine(check.Measured);
        return text.Append(Ok ? "Everything is in order." : "Something is wrong: see the line that says FAIL.").ToString();
    }
}
