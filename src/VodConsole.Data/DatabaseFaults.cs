using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace VodConsole.Data;

/// <summary>Tells a database that cannot serve now from one that was asked something wrong.</summary>
public static class DatabaseFaults
{
    // https://www.sqlite.org/rescode.html: SQLITE_BUSY, SQLITE_LOCKED, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN.
    private static readonly int[] Sqlite = [5, 6, 10, 13, 14];

    // Time over, no connection (named pipe, TCP reset, TCP refused, network), sign-in ended, deadlock, database not open, not reachable, busy.
    private static readonly int[] SqlServer = [-2, 2, 53, 64, 233, 10053, 10054, 10060, 10061, 1205, 4060, 40197, 40501, 40613];

    /// <summary>
    /// Whether the same request is likely to succeed later, with nothing changed: the server is away, restarting, full or busy. False for everything that
    /// is no fault of a database.
    /// </summary>
    public static bool IsPassing(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            if (failure is DbException)
                return failure switch
                {
                    SqliteException sqlite => Sqlite.Contains(sqlite.SqliteErrorCode),
                    SqlException sqlServer => SqlServer.Contains(sqlServer.Number),
                    NpgsqlException postgreSql => postgreSql.IsTransient,
                    _ => false,
                };
        return false;
    }
}
