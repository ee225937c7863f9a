using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace VodConsole.Data.Sqlite;

/// <summary>
/// Lets SQLite itself wait for a writer, up to five seconds. Without it the driver polls in steps of 150 ms, and a verb
/// beside a busy server would starve. (EF makes the file in WAL mode, and the driver switches foreign keys on.)
/// </summary>
internal sealed class SqliteWaiting : DbConnectionInterceptor
{
    private const string Pragma = "PRAGMA busy_timeout = 5000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragma;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragma;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
