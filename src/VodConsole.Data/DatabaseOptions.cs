using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace VodConsole.Data;

/// <summary>Configuration section <c>Database</c>: which database holds the installation.</summary>
public sealed class DatabaseOptions : IValidatableObject
{
    /// <summary>Which of the three.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Connection string; required for the server databases, and for SQLite made from the data directory when empty.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Whether the server migrates the database at its start. Unset: only SQLite's, since the account that serves requests
    /// should not own the schema of a server database (<c>migrate</c>, or the scripts in <c>db/</c>).
    /// </summary>
    public bool? Migrate { get; set; }

    /// <summary><see cref="Migrate"/>, with its default filled in.</summary>
    public bool MigratesAtStart => Migrate ?? Provider == DatabaseProvider.Sqlite;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Enum.IsDefined(Provider))
            yield return new ValidationResult(
                $"Database:Provider is “{Provider}”; allowed are {string.Join(", ", Enum.GetNames<DatabaseProvider>())}.", [nameof(Provider)]);
        else if (Provider != DatabaseProvider.Sqlite && string.IsNullOrWhiteSpace(ConnectionString))
            yield return new ValidationResult(
                $"Database:ConnectionString is empty; {Provider} needs one.", [nameof(ConnectionString)]);
        else if (!IsReadable())
            yield return new ValidationResult(
                $"Database:ConnectionString cannot be read as one of {Provider}; it is like Key=value;Key=value.", [nameof(ConnectionString)]);
    }

    // What it says is not repeated: it may hold a password.
    private bool IsReadable()
    {
        try
        {
            DbConnectionStringBuilder builder = Provider switch
            {
                DatabaseProvider.SqlServer => new SqlConnectionStringBuilder(),
                DatabaseProvider.PostgreSql => new NpgsqlConnectionStringBuilder(),
                _ => new SqliteConnectionStringBuilder(),
            };
            builder.ConnectionString = ConnectionString ?? "";
            return true;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return false;
        }
    }
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
