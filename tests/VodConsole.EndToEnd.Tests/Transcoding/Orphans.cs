namespace VodConsole.EndToEnd.Tests.Transcoding;

/// <summary>Processes that work on a data directory, as <c>/proc</c> shows them.</summary>
internal static class Orphans
{
    /// <summary>Command lines of the media tools that name something below <paramref name="data"/>.</summary>
    public static IReadOnlyList<string> Of(string data) =>
        [.. Directory.EnumerateDirectories("/proc").Select(CommandLine).Where(line => line.Contains("ffmpeg", StringComparison.Ordinal) && line.Contains(data, StringComparison.Ordinal))];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            // No process, or it has just ended.
            return "";
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }
}
