using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;

namespace VodConsole.Benchmarks.Downloads;

/// <summary>Disabling offline for 100,000 videos as the server does it, beside a bare UPDATE in the same batches; and the library meanwhile.</summary>
internal static class OfflineSwitchBenchmark
{
    private const int Videos = 100_000, Rounds = 3;

    public static async Task<Measured> RunAsync(BenchmarkRun run)
    {
        await using var library = await LargeLibrary.CreateAsync(run.PathOf("data"), Videos);
        var times = await BenchmarkRun.InTurnsAsync(Rounds, () => RunBulkAsync(library), () => UpdateAsync(library.ConnectionString));
        var (bulk, plain) = (BenchmarkRun.Median(times[0]), BenchmarkRun.Median(times[1]));
        var meanwhile = BenchmarkRun.Median(await PagesAsync(library, until: Task.Run(async () =>
        {
            await RunBulkAsync(library);
            await RunBulkAsync(library);
        })));
        // Measured last, when everything is warm: a cold page would flatter the busy ones.
        var idle = BenchmarkRun.Median(await PagesAsync(library, until: Task.Delay(TimeSpan.FromSeconds(3))));
        var (rate, slower) = (plain / bulk, meanwhile / idle);
        return new Measured(
            $"Disabling, or enabling again, offline for all {Videos:N0} videos of a library on SQLite: a run with its counts, its audit entries and a note for "
            + $"each video, worked off as the server does. The reference is one set-based UPDATE of the same columns for each {OfflineSwitchWork.BatchSize:N0} videos, each "
            + $"in a transaction of its own. Medians of {Rounds} rounds in turns. The library's first page is read all the time by one reader, on the same two cores.")
            .Add("bulk run", $"{Measured.Seconds(bulk)}, {Rate(bulk)}")
            .Add("UPDATE in the same batches", $"{Measured.Seconds(plain)}, {Rate(plain)}")
            .Add("rate of the run to the UPDATE", Measured.Ratio(rate), "at least 0.30 ×", rate >= 0.3)
            .Add("library page, idle", Measured.Milliseconds(idle))
            .Add("library page, during a run", Measured.Milliseconds(meanwhile))
            .Add("page during a run to idle", Measured.Ratio(slower), "at most 2.00 ×", slower <= 2);
    }

    private static async Task RunBulkAsync(LargeLibrary library)
    {
        await using (var db = await library.OpenAsync())
        {
            var disables = !(await db.Videos.OrderBy(video => video.CreatedAt).ThenBy(video => video.Id).FirstAsync()).IsOfflineDisabled;
            await library.Get<OfflineSwitchRuns>().BeginAsync(Actor.System, OfflineSwitchScope.Of(new VideoSearch()), disables, CancellationToken.None);
        }

        var work = library.Get<OfflineSwitchWork>();
        while (await work.StepAsync(CancellationToken.None) == OfflineSwitchStep.Done)
        {
        }

        await using var after = await library.OpenAsync();
        var run = await after.OfflineSwitchRuns.OrderByDescending(run => run.CreatedAt).FirstAsync();
        if (run.Switched != Videos) throw new InvalidOperationException($"{run.Switched} videos were switched.");
    }

    private static async Task UpdateAsync(string connectionString)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        for (var begin = 0; begin < Videos; begin += OfflineSwitchWork.BatchSize)
        {
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                UPDATE Videos SET IsOfflineDisabled = NOT IsOfflineDisabled, ModifiedAt = $now, Version = $version
                WHERE CreatedAt >= $from AND CreatedAt < $to AND Status = 'Normal'
                """;
            command.Parameters.AddWithValue("$now", "2026-01-01 00:00:00");
            command.Parameters.AddWithValue("$version", Guid.NewGuid().ToString().ToUpperInvariant());
            command.Parameters.AddWithValue("$from", At(begin));
            command.Parameters.AddWithValue("$to", At(begin + OfflineSwitchWork.BatchSize));
            var changed = await command.ExecuteNonQueryAsync();
            if (changed != OfflineSwitchWork.BatchSize) throw new InvalidOperationException($"{changed} videos were changed.");
        }
    }

    private static async Task<List<double>> PagesAsync(LargeLibrary library, Task until)
    {
        var videos = library.Get<VideoLibrary>();
        var times = new List<double>();
        while (!until.IsCompleted)
        {
            var watch = Stopwatch.StartNew();
            await videos.SearchAsync(Actor.System, new VideoSearch(), 0, 20, CancellationToken.None);
            times.Add(watch.Elapsed.TotalSeconds);
            await Task.Delay(5);
        }

        await until;
        return times;
    }

    private static string At(int second) =>
        new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(second).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Rate(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{Videos / seconds:N0} videos/s");
}
