namespace VodConsole.Data.Tests.Schema;

/// <summary>The scripts under <c>db/</c> as they are in the repository.</summary>
internal static class Scripts
{
    public static string Folder { get; } = Path.Combine(FindRoot(), "db");

    public static string Read(string database, string file) => File.ReadAllText(Path.Combine(Folder, database, file));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "VodConsole.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("VodConsole.sln is in no folder above the tests.");
    }
}
