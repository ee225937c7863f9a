namespace VodConsole.EndToEnd.Tests.Server;

/// <summary>Where the things lie that tests need.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The built server program, of the configuration that the tests were built in.</summary>
    public static string Program { get; } = Path.Combine(
        Root, "src", "VodConsole.Web", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "VodConsole.Web.dll");

    /// <summary>A real video, or null where the shared files are absent.</summary>
    public static string? SharedVideo { get; } =
        Path.Combine(Root, "..", "shared", "media", "car-detection.mp4") is var path && File.Exists(path) ? Path.GetFullPath(path) : null;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "VodConsole.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The solution was not found above the tests.");
    }
}
