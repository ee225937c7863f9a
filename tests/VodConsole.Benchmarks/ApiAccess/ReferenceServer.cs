using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace VodConsole.Benchmarks.ApiAccess;

/// <summary>
/// What the API is held against, in a process of its own: a bare Kestrel that answers a text of the same length (A), and the same after
/// one durable insert into the same database file for each request (B). B writes by one prepared command under a lock, which on SQLite is faster
/// than connections that wait for each other; it groups nothing.
/// </summary>
internal sealed class ReferenceServer(Process process, IPEndPoint address) : IAsyncDisposable
{
    /// <summary>The word that makes this program the server.</summary>
    public const string Verb = "reference-server";

    public IPEndPoint Address { get; } = address;

    /// <summary>Starts the process.</summary>
    public static async Task<ReferenceServer> StartAsync(string database)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var argument in (string[])[typeof(ReferenceServer).Assembly.Location, Verb, database]) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        return new ReferenceServer(process, IPEndPoint.Parse((await process.StandardOutput.ReadLineAsync())!));
    }

    /// <summary>The path of an answer of that many bytes, without or with an insert.</summary>
    public static string Path(int bytes, bool inserts) => string.Create(CultureInfo.InvariantCulture, $"/{(inserts ? "insert" : "bare")}/{bytes}");

    /// <summary>The server itself; it ends with its standard input.</summary>
    public static async Task ServeAsync(string database)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var insert = Prepare(connection);
        var gate = new SemaphoreSlim(1, 1);
        var number = 0L;

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        server.MapGet("/bare/{bytes:int}", (int bytes, HttpContext context) => AnswerAsync(context, bytes));
        server.MapGet("/insert/{bytes:int}", async (int bytes, HttpContext context) =>
        {
            var (key, at) = ($"{Interlocked.Increment(ref number):D32}", TimeProvider.System.GetUtcNow().UtcDateTime);
            await gate.WaitAsync();
            try
            {
                (insert.Parameters[0].Value, insert.Parameters[1].Value) = (key, at);
                insert.ExecuteNonQuery();
            }
            finally
            {
                gate.Release();
            }

            await AnswerAsync(context, bytes);
        });
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Console.WriteLine(address["http://".Length..]);
        await Console.In.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static Task AnswerAsync(HttpContext context, int bytes)
    {
        context.Response.ContentType = "application/json;charset=utf-8";
        context.Response.ContentLength = bytes;
        return context.Response.Body.WriteAsync(new byte[bytes]).AsTask();
    }

    private static SqliteCommand Prepare(SqliteConnection connection)
    {
        using (var table = connection.CreateCommand())
        {
            table.CommandText =
                """
                PRAGMA busy_timeout = 5000;
                CREATE TABLE IF NOT EXISTS ReferenceNonces (AccessKeyId TEXT NOT NULL, Nonce TEXT NOT NULL, UsedAt TEXT NOT NULL, PRIMARY KEY (AccessKeyId, Nonce));
                DELETE FROM ReferenceNonces;
                """;
            table.ExecuteNonQuery();
        }

        var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO ReferenceNonces (AccessKeyId, Nonce, UsedAt) VALUES ('VODAreferencereferenceref', $nonce, $at)";
        insert.Parameters.Add("$nonce", SqliteType.Text);
        insert.Parameters.Add("$at", SqliteType.Text);
        insert.Prepare();
        return insert;
    }
}
