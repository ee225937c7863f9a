namespace VodConsole.Protocol.Tests;

/// <summary>Finds the folder <c>shared</c> that lies beside a checkout; it is no part of the repository.</summary>
internal static class SharedFiles
{
    public static string Require(string relative)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "VodConsole.sln")))
            directory = directory.Parent;
        var path = Path.Combine(directory?.Parent?.FullName ?? "/", "shared", relative);
        Skip.IfNot(File.Exists(path), $"shared/{relative} does not lie beside this checkout.");
        return path;
    }
}
