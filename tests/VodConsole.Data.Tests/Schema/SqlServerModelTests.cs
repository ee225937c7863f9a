using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace VodConsole.Data.Tests.Schema;

/// <summary>What SQL Server refuses only when it runs a script, or only when a long value comes along.</summary>
public sealed class SqlServerModelTests : IDisposable
{
    private const int ClusteredLimit = 900;
    private const int NonclusteredLimit = 1700;

    private readonly Core.VodDbContext db = Models.Open("sqlserver");

    /// <summary>From the design-time model: the one that answers queries has forgotten what is clustered.</summary>
    private IReadOnlyList<ITable> Tables => [.. db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables];

    [Fact]
    public void A_deletion_reaches_each_table_on_one_path_at_most()
    {
        var ambiguous =
            from start in Tables
            from reached in Cascades(start, []).GroupBy(path => path[^1])
            where reached.Count() > 1
            select string.Join(" and ", reached.Select(path => string.Join(" → ", path.Prepend(start.Name))));

        Problems.AssertNone(ambiguous);
    }

    [Fact]
    public void A_deletion_comes_back_to_no_table_that_it_came_through()
    {
        Assert.DoesNotContain(Tables, start => Cascades(start, []).Any(path => path[^1] == start.Name));
    }

    [Fact]
    public void Every_key_and_index_fits_whatever_its_columns_hold()
    {
        var tooLong =
            from key in Keys()
            where key.Bytes > (key.Clustered ? ClusteredLimit : NonclusteredLimit)
            select $"{key.Name} on {key.Table}: {key.Bytes} bytes, {(key.Clustered ? "clustered" : "nonclustered")}";

        Problems.AssertNone(tooLong);
        Assert.True(Keys().Count() > Tables.Count);
    }

    [Fact]
    public void No_key_or_index_holds_a_text_or_bytes_without_a_limit()
    {
        Problems.AssertNone(Keys().Where(key => key.Bytes is null).Select(key => $"{key.Name} on {key.Table}"));
    }

    public void Dispose() => db.Dispose();

    /// <summary>
    /// The ways by which a deletion in <paramref name="table"/> changes other tables. Setting a key to null counts as deleting does:
    /// SQL Server makes no difference.
    /// </summary>
    private static IEnumerable<IReadOnlyList<string>> Cascades(ITable table, IReadOnlyList<string> way)
    {
        foreach (var key in table.ReferencingForeignKeyConstraints)
        {
            if (key.OnDeleteAction is ReferentialAction.NoAction or ReferentialAction.Restrict) continue;
            IReadOnlyList<string> next = [.. way, key.Table.Name];
            yield return next;
            if (way.Contains(key.Table.Name)) continue;
            foreach (var further in Cascades(key.Table, next)) yield return further;
        }
    }

    private IEnumerable<(string Table, string Name, bool Clustered, int? Bytes)> Keys() =>
        from table in Tables
        from key in table.UniqueConstraints
            .Select(constraint => (constraint.Name, constraint.Columns, Clustered: IsClustered(constraint)))
            .Concat(table.Indexes.Select(index => (index.Name, index.Columns, Clustered: index.MappedIndexes.First().IsClustered() == true)))
        select (table.Name, key.Name, key.Clustered, Sum(key.Columns));

    private static bool IsClustered(IUniqueConstraint constraint) =>
        constraint.MappedKeys.First().IsClustered() ?? constraint.GetIsPrimaryKey();

    private static int? Sum(IEnumerable<IColumn> columns) =>
        columns.Aggregate((int?)0, (sum, column) => sum + Size(column.StoreTypeMapping.StoreType));

    /// <summary>Bytes of a value at its longest; null when there is no limit.</summary>
    private static int? Size(string type)
    {
        var parts = type.TrimEnd(')').Split('(');
        var length = parts.Length > 1 && int.TryParse(parts[1], out var number) ? number : (int?)null;
        return parts[0] switch
        {
            "nvarchar" or "nchar" => length * 2,
            "varchar" or "char" or "varbinary" or "binary" => length,
            "bit" or "tinyint" => 1,
            "smallint" => 2,
            "int" => 4,
            "bigint" or "float" or "datetime2" => 8,
            "datetimeoffset" => 10,
            "uniqueidentifier" => 16,
            _ => throw new NotSupportedException($"How long is a {type}?"),
        };
    }
}
