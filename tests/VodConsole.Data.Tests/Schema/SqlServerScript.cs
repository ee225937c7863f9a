using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace VodConsole.Data.Tests.Schema;

/// <summary>
/// A T-SQL script taken apart by Microsoft's own parser. Migrations wrap each definition in a condition, or in dynamic SQL where
/// it must not be compiled before its time; the definitions are what counts here.
/// </summary>
internal sealed class SqlServerScript
{
    private readonly List<string> definitions = [];
    private readonly List<string> errors = [];

    private SqlServerScript(string sql) => Read(sql, "");

    /// <summary>CREATE and ALTER statements, in the script's order.</summary>
    public IReadOnlyList<string> Definitions => definitions;

    /// <summary>What the parser refuses, each with its line.</summary>
    public IReadOnlyList<string> Errors => errors;

    public static SqlServerScript Parse(string sql) => new(sql);

    private void Read(string sql, string within)
    {
        var parsed = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var found);
        errors.AddRange(found.Select(error => $"{within}line {error.Line}, column {error.Column}: {error.Message}"));
        parsed?.Accept(new Visitor(this));
    }

    private sealed class Visitor(SqlServerScript script) : TSqlFragmentVisitor
    {
        public override void Visit(TSqlStatement node)
        {
            switch (node)
            {
                case CreateTableStatement or CreateIndexStatement or CreateSchemaStatement or AlterTableStatement or CreateSequenceStatement:
                    script.definitions.Add(Text(node));
                    break;
                case ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableStringList { Strings: [StringLiteral dynamic] } }:
                    script.Read(dynamic.Value, $"dynamic SQL of line {node.StartLine}, ");
                    break;
            }
        }

        private static string Text(TSqlFragment node) => string.Concat(
            node.ScriptTokenStream.Skip(node.FirstTokenIndex).Take(node.LastTokenIndex - node.FirstTokenIndex + 1)
                .Select(token => token.Text));
    }
}
