using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace VodConsole.Data.Tests.Schema;

/// <summary>
/// A T-SQL script taken apart by Microsoft's own parser. Migrations wrap each definition in a condition, or in dynamic SQL where
/// it must not be compiled before its time; the definitions are what counts here.
/// </summary>
internal sealed class SqlServerScript
{
    private readonly List<TSqlStatement> definitions = [];
    private readonly List<string> errors = [];

    private SqlServerScript(string sql) => Read(sql, "");

    /// <summary>
    /// CREATE statements, in the script's order. What a later migration adds to a table stands in the table's own statement, and an
    /// index that it drops is not among them: the model knows the end of a script, not its steps.
    /// </summary>
    public IReadOnlyList<string> Definitions => [.. definitions.Select(Text)];

    /// <summary>What the parser refuses, each with its line.</summary>
    public IReadOnlyList<string> Errors => errors;

    public static SqlServerScript Parse(string sql) => new(sql);

    private void Read(string sql, string within)
    {
        var parsed = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var found);
        errors.AddRange(found.Select(error => $"{within}line {error.Line}, column {error.Column}: {error.Message}"));
        parsed?.Accept(new Visitor(this));
    }

    private void Add(AlterTableAddTableElementStatement addition)
    {
        var table = definitions.OfType<CreateTableStatement>().LastOrDefault(
            one => one.SchemaObjectName.BaseIdentifier.Value == addition.SchemaObjectName.BaseIdentifier.Value);
        if (table is null)
        {
            definitions.Add(addition);
            return;
        }

        foreach (var column in addition.Definition.ColumnDefinitions) table.Definition.ColumnDefinitions.Add(column);
        foreach (var constraint in addition.Definition.TableConstraints) table.Definition.TableConstraints.Add(constraint);
    }

    private void Remove(DropIndexStatement drop)
    {
        foreach (var clause in drop.DropIndexClauses.OfType<DropIndexClause>())
            definitions.RemoveAll(one => one is CreateIndexStatement index && index.Name.Value == clause.Index.Value
                && index.OnName.BaseIdentifier.Value == clause.Object.BaseIdentifier.Value);
    }

    private static string Text(TSqlStatement statement)
    {
        new Sql160ScriptGenerator().GenerateScript(statement, out var text);
        return text;
    }

    private sealed class Visitor(SqlServerScript script) : TSqlFragmentVisitor
    {
        public override void Visit(TSqlStatement node)
        {
            switch (node)
            {
                case AlterTableAddTableElementStatement addition:
                    script.Add(addition);
                    break;
                case DropIndexStatement drop:
                    script.Remove(drop);
                    break;
                case CreateTableStatement or CreateIndexStatement or CreateSchemaStatement or AlterTableStatement or CreateSequenceStatement:
                    script.definitions.Add(node);
                    break;
                case ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableStringList { Strings: [StringLiteral dynamic] } }:
                    script.Read(dynamic.Value, $"dynamic SQL of line {node.StartLine}, ");
                    break;
            }
        }
    }
}
