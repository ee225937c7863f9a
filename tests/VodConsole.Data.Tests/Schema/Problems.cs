namespace VodConsole.Data.Tests.Schema;

/// <summary>Reports every problem that a check found, not only the first.</summary>
internal static class Problems
{
    public static void AssertNone(IEnumerable<string> problems)
    {
        var found = problems.ToList();
        if (found.Count > 0) Assert.Fail(string.Join(Environment.NewLine, found));
    }
}
