using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Media;
using VodConsole.Core.Storage;
using VodConsole.Data;

namespace VodConsole.Benchmarks.Media;

/// <summary>A page of a library of 100,000 videos on SQLite, beside a plain read of the same rows.</summary>
internal static class LibraryBenchmark
{
    private const int Videos = 100_000, PageSize = 20, Rounds = 200;

    private static readonly VideoSearch Newest = new();

    public static async Task<Measured> RunAsync(BenchmarkRun run)
    {
        var data = new DataDirectory(run.PathOf("data"));
        await using var services = new ServiceCollection().AddLogging().AddSingleton(data)
            .AddVodDatabase(new DatabaseOptions(), data).AddAudit().AddAccounts().AddStorage().AddMedia().BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ownsDatabase: true, CancellationToken.None);
        await FillAsync(services.GetRequiredService<IDbContextFactory<VodDbContext>>());

        var library = services.GetRequiredService<VideoLibrary>();
        var totals = services.GetRequiredService<VideoTotals>();
        var connection = new SqliteConnectionStringBuilder { DataSource = data.Database }.ToString();
        var times = await InTurnsAsync(
            () => PageAsync(library, 0),
            () => PageAsync(library, Videos - PageSize),
            () => PageAsync(library, Videos / 2),
            () =>
            {
                totals.Forget();
                return PageAsync(library, 0);
            },
            () => ReadPlainlyAsync(connection));
        SqliteConnection.ClearAllPools();

        var (first, last, middle, counted, plain) = (times[0], times[1], times[2], times[3], times[4]);
        return new Measured(
            $"A page of {PageSize} of {Videos:N0} videos, newest first, on SQLite, through the use case that the page calls. The plain read is "
            + "ADO.NET on the same columns of the same rows, connection opened and closed. The number of matches is remembered for two "
            + $"seconds, as when pages are turned; one row counts each time. Medians of {Rounds} rounds in turns.")
            .Add("first page", Measured.Milliseconds(first))
            .Add("last page", Measured.Milliseconds(last))
            .Add("page in the middle", Measured.Milliseconds(middle))
            .Add("first page, counting anew", Measured.Milliseconds(counted))
            .Add("plain read", Measured.Milliseconds(plain))
            .Add("last page to first page", Measured.Ratio(last / first), "at most 1.50 ×", last / first <= 1.5)
            .Add("first page to plain read", Measured.Ratio(first / plain), "at most 3.00 ×", first / plain <= 3);
    }

    private static async Task FillAsync(IDbContextFactory<VodDbContext> contexts)
    {
        var start = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var part in Enumerable.Range(0, Videos).Chunk(5000))
        {
            await using var db = await contexts.CreateDbContextAsync();
            db.Videos.AddRange(part.Select(number => Make(number, start.AddSeconds(number))));
            await db.SaveChangesAsync();
        }
    }

    private static Video Make(int number, DateTime created)
    {
        var video = new Video
        {
            Title = $"Video number {number}",
            Description = "One of very many.",
            Tags = number % 3 == 0 ? "sport" : "news,city",
            FileName = $"{number}.mp4",
            Size = number * 1000L,
            Source = new() { Container = "mov,mp4,m4a,3gp,3g2,mj2", Duration = number % 7200 + 1, VideoCodec = "h264", Width = 1280, Height = 720 },
            CreatedBy = "benchmark",
            CreatedAt = created,
            ModifiedAt = created,
        };
        video.MoveTo(VideoStatus.UploadSucc);
        return video;
    }

    private static async Task PageAsync(VideoLibrary library, int skip)
    {
        var page = await library.SearchAsync(Actor.System, Newest, skip, PageSize, CancellationToken.None);
        if (page.Rows.Count != PageSize || page.Total != Videos)
            throw new InvalidOperationException($"{page.Rows.Count} of {page.Total} rows came.");
    }

    private static async Task ReadPlainlyAsync(string connectionString)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT Id, Title, Size, Source_Duration, Status, CategoryId, Tags, CoverKey, Source_VideoCodec, CreatedAt
            FROM Videos ORDER BY CreatedAt DESC, Id DESC LIMIT {PageSize}
            """;
        var rows = new List<object?[]>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            rows.Add(row);
        }
        if (rows.Count != PageSize)
            throw new InvalidOperationException($"{rows.Count} rows came.");
    }

    /// <summary>Like the runs of seconds, but quiet and with more rounds.</summary>
    private static async Task<double[]> InTurnsAsync(params Func<Task>[] works)
    {
        var times = works.Select(_ => new List<double>()).ToArray();
        for (var round = -20; round < Rounds; round++)
            for (var work = 0; work < works.Length; work++)
            {
                var watch = Stopwatch.StartNew();
                await works[work]();
                if (round >= 0)
                    times[work].Add(watch.Elapsed.TotalSeconds);
            }
        return [.. times.Select(BenchmarkRun.Median)];
    }
}
