using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Hangfire.PostgreSql;
using Hangfire.SqlServer;

namespace VodConsole.Data.Tests.Schema;

/// <summary>
/// The scripts by which Hangfire prepares its own schema, taken out of its packages and put into <c>db/</c>, so that whoever owns a
/// server database can run them beforehand.
/// </summary>
internal static partial class HangfireScripts
{
    private const string PostgreSqlSchema = "hangfire";

    public static string Generate(string database) => (database switch
    {
        "sqlserver" => SqlServerObjectsInstaller.GetInstallScript("HangFire", enableHeavyMigrations: true),
        "postgresql" => PostgreSql(),
        _ => throw new ArgumentOutOfRangeException(nameof(database), database, "Hangfire keeps nothing there."),
    }).TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd() + "\n";

    /// <summary>
    /// One script per version of the schema. Each expects the version before it and, as Hangfire's own installer does, is followed by
    /// the note that it has run.
    /// </summary>
    private static string PostgreSql()
    {
        var package = typeof(PostgreSqlStorage).Assembly;
        var versions =
            from name in package.GetManifestResourceNames()
            let found = VersionedName().Match(name)
            where found.Success
            let version = int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)
            orderby version
            select (version, name);

        var script = new StringBuilder(
            $"""
            -- Hangfire.PostgreSql {package.GetName().Version!.ToString(3)}, licensed under the GNU LGPL version 3; taken from its package.
            -- On a schema that exists, the versions that it has refuse to run again, and the later ones are applied.

            """);
        foreach (var (version, name) in versions)
        {
            using var reader = new StreamReader(package.GetManifestResourceStream(name)!);
            script.Append(CultureInfo.InvariantCulture,
                $"""

                -- Version {version}
                BEGIN;
                {reader.ReadToEnd().Trim()}
                UPDATE "{PostgreSqlSchema}"."schema" SET "version" = {version};
                COMMIT;

                """);
        }

        return script.ToString();
    }

    [GeneratedRegex(@"\.Install\.v(\d+)\.sql$")]
    private static partial Regex VersionedName();
}
