namespace VodConsole.Web.Tests.Architecture;

/// <summary>The folders say the same nouns in every project, and a file is one idea.</summary>
public sealed class LayoutTests
{
    private const int LineLimit = 300;

    /// <summary>Files that are one list, which has no parts to take apart.</summary>
    private static readonly Dictionary<string, string> Lists = new()
    {
        ["src/VodConsole.Protocol/ErrorCode.cs"] = "every refusal there is, one line each with its meaning",
    };

    private static readonly string[] Capabilities =
    [
        "Media", "Transcoding", "Keys", "Playback", "Downloads", "Live", "ApiAccess", "Accounts", "Notifications", "Audit", "Storage",
    ];

    /// <summary>Folders that are no capability, each because of something that all capabilities share.</summary>
    private static readonly Dictionary<string, string> Technical = new()
    {
        ["VodConsole.Core/Refusals"] = "the one kind of refusal and its texts",
        ["VodConsole.Data/Sqlite"] = "one folder per database",
        ["VodConsole.Data/SqlServer"] = "one folder per database",
        ["VodConsole.Data/PostgreSql"] = "one folder per database",
        ["VodConsole.Protocol/Signing"] = "request signatures of every action",
        ["VodConsole.Protocol/Actions"] = "requests and answers of the API",
        ["VodConsole.Protocol/Formats"] = "file formats",
        ["VodConsole.Web/Components"] = "pages and their sections, by capability below",
        ["VodConsole.Web/Components/Layout"] = "the frame around every page",
        ["VodConsole.Web/Components/Elements"] = "what pages are built from",
        ["VodConsole.Web/Components/Overview"] = "the start page shows something of each",
        ["VodConsole.Web/Components/Hosting"] = "the state of the whole installation",
        ["VodConsole.Web/Hosting"] = "the composition root",
        ["VodConsole.Web/Verbs"] = "one file per verb of the command line",
        ["VodConsole.Web/Properties"] = "launch settings",
        ["VodConsole.Web/wwwroot"] = "files for the browser",
    };

    [Fact]
    public void Folders_are_capabilities_or_have_a_reason()
    {
        SourceTree.AssertNone(
            from project in SourceTree.Projects
            from folder in Folders($"src/{project}").Concat(project == "VodConsole.Web" ? Folders("src/VodConsole.Web/Components") : [])
            where !Capabilities.Contains(Path.GetFileName(folder)) && !Technical.ContainsKey(folder["src/".Length..])
            select $"{folder} is neither a capability nor among the technical folders");
    }

    [Fact]
    public void No_hand_written_file_has_more_than_300_lines()
    {
        SourceTree.AssertNone(
            from file in SourceTree.Files("src", ".cs", ".razor").Concat(SourceTree.Files("tests", ".cs", ".razor"))
            let lines = SourceTree.Read(file).AsSpan().Count('\n')
            where lines > LineLimit && !Lists.ContainsKey(file)
            select $"{file} has {lines} lines");
    }

    [Fact]
    public void No_name_says_that_a_place_is_for_everything()
    {
        string[] vague = ["Common", "Helper", "Helpers", "Util", "Utils", "Utilities", "Manager", "Misc"];
        SourceTree.AssertNone(
            from file in SourceTree.Files("src", ".cs", ".razor")
            where vague.Any(word => file.Split('/').Contains(word) || Path.GetFileName(file).Split('.')[0].EndsWith(word, StringComparison.Ordinal))
            select file);
    }

    private static IEnumerable<string> Folders(string parent) =>
        Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, parent)).Select(folder => $"{parent}/{Path.GetFileName(folder)}")
            .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj" or "node_modules"));
}
