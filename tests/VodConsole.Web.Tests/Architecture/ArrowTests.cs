namespace VodConsole.Web.Tests.Architecture;

/// <summary>Who may know whom: between our projects, and of other people's packages.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["VodConsole.Protocol"] = [],
        ["VodConsole.Sdk"] = ["VodConsole.Protocol"],
        ["VodConsole.Cli"] = ["VodConsole.Sdk"],
        ["VodConsole.Core"] = ["VodConsole.Protocol"],
        ["VodConsole.Data"] = ["VodConsole.Core"],
        ["VodConsole.Worker"] = ["VodConsole.Core"],
        ["VodConsole.Web"] = ["VodConsole.Core", "VodConsole.Data", "VodConsole.Protocol", "VodConsole.Worker"],
    };

    /// <summary>Beginnings of the names of what a project's assembly may use beside .NET itself and our own.</summary>
    private static readonly Dictionary<string, string[]> Foreign = new()
    {
        ["VodConsole.Protocol"] = [],
        ["VodConsole.Sdk"] = [],
        ["VodConsole.Cli"] = ["System.CommandLine"],
        ["VodConsole.Core"] =
        [
            "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.EntityFrameworkCore.Relational",
            "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.Extensions.*", "CsvHelper", "System.Security.Cryptography.Pkcs",
        ],
        ["VodConsole.Data"] =
        [
            "Microsoft.EntityFrameworkCore*", "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.Extensions.*",
            "Microsoft.Data.Sqlite", "Microsoft.Data.SqlClient", "Npgsql*",
        ],
        ["VodConsole.Worker"] =
        [
            "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.EntityFrameworkCore.Relational",
            "Microsoft.AspNetCore*", "Microsoft.Extensions.*", "Microsoft.Net.Http.Headers", "Hangfire.*", "CliWrap",
        ],
        ["VodConsole.Web"] =
        [
            "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.EntityFrameworkCore.Relational",
            "Microsoft.AspNetCore*", "Microsoft.Extensions.*", "Microsoft.Net.Http.Headers", "Microsoft.JSInterop*", "MudBlazor*", "Microsoft.IdentityModel.*",
            "Hangfire.*", "OpenTelemetry*", "System.CommandLine", "Npgsql", "CliWrap", "QRCoder",
        ],
    };

    public static TheoryData<string> Projects => [.. SourceTree.Projects];

    [Fact]
    public void There_are_these_projects_and_no_others()
    {
        Assert.Equal(Arrows.Keys.Order(), SourceTree.Projects);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_refers_to_the_projects_that_it_may_and_to_no_other(string project)
    {
        Assert.Equal(Arrows[project].Order(), SourceTree.References(project, "ProjectReference").Order());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_uses_what_its_project_may(string project)
    {
        var ours = Reachable(project).ToHashSet();
        SourceTree.AssertNone(
            from reference in SourceTree.CompiledReferences(project)
            where !ours.Contains(reference) && !IsDotNet(reference) && !Foreign[project].Any(pattern => Matches(reference, pattern))
            select $"{project} uses {reference}");
    }

    [Theory]
    [InlineData("VodConsole.Protocol")]
    [InlineData("VodConsole.Sdk")]
    [InlineData("VodConsole.Cli")]
    [InlineData("VodConsole.Core")]
    [InlineData("VodConsole.Data")]
    public void Only_the_worker_and_the_web_project_stand_on_ASP_NET(string project)
    {
        Assert.Empty(SourceTree.References(project, "FrameworkReference"));
        Assert.StartsWith("<Project Sdk=\"Microsoft.NET.Sdk\">", SourceTree.Read($"src/{project}/{project}.csproj"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_protocol_has_no_packages()
    {
        Assert.Empty(SourceTree.References("VodConsole.Protocol", "PackageReference"));
        Assert.Empty(SourceTree.References("VodConsole.Sdk", "PackageReference"));
    }

    private static IEnumerable<string> Reachable(string project) => Arrows[project].Concat(Arrows[project].SelectMany(Reachable));

    private static bool IsDotNet(string assembly) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, $"{assembly}.dll"));

    private static bool Matches(string name, string pattern) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;
}
