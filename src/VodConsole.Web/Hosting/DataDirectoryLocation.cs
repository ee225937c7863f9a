using VodConsole.Core.Storage;

namespace VodConsole.Web.Hosting;

/// <summary>Where an installation keeps its state.</summary>
internal static class DataDirectoryLocation
{
    /// <summary>The setting, as an environment variable or on the command line.</summary>
    public const string Setting = "VODCONSOLE_DATA";

    /// <summary>
    /// The directory that <see cref="Setting"/> names; else <c>data</c> beside the solution that
    /// <paramref name="programDirectory"/> lies in; else <c>data</c> in the working directory.
    /// </summary>
    public static DataDirectory Find(IConfiguration configuration, string programDirectory)
    {
        if (configuration[Setting] is { Length: > 0 } named) return new DataDirectory(named);
        for (var folder = new DirectoryInfo(programDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "VodConsole.sln")))
                return new DataDirectory(Path.Combine(folder.FullName, "data"));
        return new DataDirectory("data");
    }
}
