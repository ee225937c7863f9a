using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using VodConsole.Data.SqlServer;

namespace VodConsole.Data.Tests.Schema;

/// <summary>Which of SQL Server's errors mean that another transaction came first; its driver tells them by number alone.</summary>
public sealed class SqlServerConflictTests
{
    [Theory]
    [InlineData(1205, true)]
    [InlineData(3960, true)]
    [InlineData(2601, false)]
    [InlineData(547, false)]
    public void Knows_a_conflict_of_transactions_by_its_number(int number, bool isConflict)
    {
        using var db = new SqlServerVodDbContext(new DbContextOptionsBuilder<SqlServerVodDbContext>().UseSqlServer("Server=nowhere").Options);
        var failure = Error(number);

        Assert.Equal(number, failure.Number);
        Assert.Equal(isConflict, ((VodConsole.Core.VodDbContext)db).IsConflict(failure));
    }

    // The driver lets nobody else make one.
    private static SqlException Error(int number)
    {
        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;
        var one = typeof(SqlError).GetConstructors(Hidden).OrderBy(constructor => constructor.GetParameters().Length).First();
        var error = one.Invoke([.. one.GetParameters().Select(parameter => parameter switch
        {
            { Name: "infoNumber" } => number,
            { ParameterType.IsValueType: true } => Activator.CreateInstance(parameter.ParameterType),
            { ParameterType: var type } when type == typeof(string) => "",
            _ => null,
        })]);
        var all = (SqlErrorCollection)typeof(SqlErrorCollection).GetConstructors(Hidden).Single().Invoke(null);
        typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(all, [error]);
        return (SqlException)typeof(SqlException).GetMethod("CreateException", Hidden, [typeof(SqlErrorCollection), typeof(string)])!
            .Invoke(null, [all, ""])!;
    }
}
