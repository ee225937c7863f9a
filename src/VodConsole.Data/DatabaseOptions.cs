namespace VodConsole.Data;

/// <summary>Configuration section <c>Database</c>: which database holds the installation.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Which of the three.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Connection string; required for the server databases, and for SQLite made from the data directory when empty.</summary>
    public string? ConnectionString { get; set; }
}

/// <summary>The databases that the product runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>One file in the data directory; one server process.</summary>
    Sqlite,
    /// <summary>SQL Server 2022 or Azure SQL.</summary>
    SqlServer,
    /// <summary>PostgreSQL 15 or newer.</summary>
    PostgreSql,
}
