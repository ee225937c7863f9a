using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.SqlServer.Dac.Model;

namespace VodConsole.Data.Tests.Schema;

/// <summary>The SQL Server script is valid without a server at hand: Microsoft's own model of SQL Server 2022 reads it.</summary>
public sealed class SqlServerScriptTests
{
    [Fact]
    public void Every_statement_parses()
    {
        Problems.AssertNone(SqlServerScript.Parse(Scripts.Read("sqlserver", "schema.sql")).Errors);
    }

    [Fact]
    public void Every_definition_is_valid_and_finds_what_it_refers_to()
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());

        var errors = Load(model, SqlServerScript.Parse(Scripts.Read("sqlserver", "schema.sql")).Definitions);

        Problems.AssertNone(errors);
    }

    [Fact]
    public void Makes_every_table_index_and_foreign_key_of_the_model()
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        Load(model, SqlServerScript.Parse(Scripts.Read("sqlserver", "schema.sql")).Definitions);
        using var db = Models.Open("sqlserver");
        var tables = db.Model.GetRelationalModel().Tables.ToList();

        Assert.Equal(
            tables.Select(table => table.Name).Append("__EFMigrationsHistory").Order(StringComparer.Ordinal), Names(model, Table.TypeClass));
        Assert.Equal(
            tables.SelectMany(table => table.Indexes).Select(index => index.Name).Order(StringComparer.Ordinal),
            Names(model, Microsoft.SqlServer.Dac.Model.Index.TypeClass));
        Assert.Equal(
            tables.SelectMany(table => table.ForeignKeyConstraints).Select(key => key.Name).Order(StringComparer.Ordinal),
            Names(model, ForeignKeyConstraint.TypeClass));
    }

    [Fact]
    public void Notices_a_reference_to_a_column_that_is_not_there()
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());

        var errors = Load(model, ["CREATE TABLE [A] ([Id] int NOT NULL);", "CREATE INDEX [I] ON [A] ([Missing]);"]);

        Assert.NotEmpty(errors);
    }

    private static List<string> Load(TSqlModel model, IEnumerable<string> definitions)
    {
        var errors = new List<string>();
        foreach (var definition in definitions)
        {
            try
            {
                model.AddObjects(definition);
            }
            catch (DacModelException refusal)
            {
                errors.Add($"{refusal.Message}\n{definition}");
            }
        }

        errors.AddRange(model.Validate().Select(message => message.ToString()));
        return errors;
    }

    private static IEnumerable<string> Names(TSqlModel model, ModelTypeClass type) =>
        model.GetObjects(DacQueryScopes.UserDefined, type).Select(found => found.Name.Parts[^1]).Order(StringComparer.Ordinal);
}
