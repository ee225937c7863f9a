using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace VodConsole.Data.Tests.Databases;

public sealed class DatabaseFaultTests
{
    [Fact]
    public async Task A_server_that_is_away_passes()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={port};Username=nobody;Database=nothing");
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => connection.OpenAsync());
        Assert.True(DatabaseFaults.IsPassing(new DbUpdateException("Wrapped.", failure)));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(13, true)]
    [InlineData(1, false)]
    [InlineData(19, false)]
    public void A_file_that_is_busy_or_full_passes_and_a_wrong_statement_does_not(int code, bool passes) =>
        Assert.Equal(passes, DatabaseFaults.IsPassing(new SqliteException("…", code)));

    [Fact]
    public void What_is_no_fault_of_a_database_does_not()
    {
        Assert.False(DatabaseFaults.IsPassing(null));
        Assert.False(DatabaseFaults.IsPassing(new InvalidOperationException("…", new TimeoutException())));
    }
}
