using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace VodConsole.Data.Tests.Schema;

/// <summary>What <c>db/update</c> writes is what the entities say now.</summary>
public sealed class DriftTests
{
    public static TheoryData<string> Databases => [.. Models.Databases];

    [Theory]
    [MemberData(nameof(Databases))]
    public void Migrations_hold_every_change_of_the_model(string database)
    {
        using var db = Models.Open(database);

        Assert.False(db.Database.HasPendingModelChanges(), "The model changed; run db/update.");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void The_schema_script_is_what_the_migrations_generate(string database)
    {
        using var db = Models.Open(database);
        // EF writes no idempotent script for SQLite.
        var options = database == "sqlite" ? MigrationsSqlGenerationOptions.Default : MigrationsSqlGenerationOptions.Idempotent;
        var generated = db.GetService<IMigrator>().GenerateScript(options: options | MigrationsSqlGenerationOptions.Script);

        Assert.Equal(
            generated.TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd(), Scripts.Read(database, "schema.sql").TrimEnd());
    }
}
