using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace VodConsole.Web.Tests.Architecture;

/// <summary>The repository's own files: what is written by hand, the project files, and what they were compiled to.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Projects =>
        Directory.EnumerateDirectories(Path.Combine(Root, "src"), "VodConsole.*").Select(folder => Path.GetFileName(folder)!).Order();

    /// <summary>Files under <paramref name="folder"/> that no tool generates, by their path from the root.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => extensions.Any(file.EndsWith)
                && !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "Migrations" or "lib"))
            .Order();

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>What the project file of <paramref name="project"/> refers to: <c>ProjectReference</c>, <c>PackageReference</c> …</summary>
    public static IEnumerable<string> References(string project, string kind) =>
        XDocument.Parse(Read($"src/{project}/{project}.csproj")).Descendants(kind)
            .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))
            .Select(reference => kind == "ProjectReference" ? Path.GetFileNameWithoutExtension(reference) : reference);

    /// <summary>The assemblies that the compiled <paramref name="project"/> refers to.</summary>
    public static IEnumerable<string> CompiledReferences(string project)
    {
        var name = project == "VodConsole.Cli" ? "vod" : project;
        // .../bin/<configuration>/<framework>/ is the same below each project.
        var output = Path.GetRelativePath(Path.Combine(Root, "tests/VodConsole.Web.Tests"), AppContext.BaseDirectory);
        using var file = new PEReader(File.OpenRead(Path.Combine(Root, "src", project, output, $"{name}.dll")));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    /// <summary>Fails with every problem that was found, not only the first.</summary>
    public static void AssertNone(IEnumerable<string> problems)
    {
        var found = problems.ToList();
        if (found.Count > 0) Assert.Fail(string.Join(Environment.NewLine, found));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "VodConsole.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("VodConsole.sln is in no folder above the tests.");
    }
}
