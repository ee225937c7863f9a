using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Benchmarks.Downloads;

/// <summary>A decision of the download policy among 1,000,000 videos, beside the reads by key that it cannot do without.</summary>
internal static class PolicyBenchmark
{
    private const int Videos = 1_000_000, KeyFiles = 1000, Rounds = 2000;

    public static async Task<Measured> RunAsync(BenchmarkRun run)
    {
        await using var library = await LargeLibrary.CreateAsync(run.PathOf("data"), Videos);
        var (videos, keys) = await PrepareAsync(library);
        var policy = library.Get<DownloadPolicy>();
        var (decision, reads) = (new List<double>(), new List<double>());
        for (var round = -200; round < Rounds; round++)
        {
            var (video, key) = (videos[Math.Abs(round) % videos.Count], keys[Math.Abs(round) % keys.Count]);
            var watch = Stopwatch.StartNew();
            await DecideAsync(policy, video, key);
            if (round >= 0) decision.Add(watch.Elapsed.TotalSeconds);
            watch.Restart();
            await ReadAsync(library.ConnectionString, video, key);
            if (round >= 0) reads.Add(watch.Elapsed.TotalSeconds);
        }

        var (decided, read) = (BenchmarkRun.Median(decision), BenchmarkRun.Median(reads));
        return new Measured(
            $"A decision with its trace, on SQLite with {Videos:N0} published videos and {KeyFiles:N0} key files, another video each time. The reads "
            + "are ADO.NET on the same four rows by their keys (settings, video, its current publication, key file), connection opened and "
            + $"closed. Medians of {Rounds:N0} rounds in turns.")
            .Add("decision", Measured.Microseconds(decided))
            .Add("the four reads", Measured.Microseconds(read))
            .Add("decision to the reads", Measured.Ratio(decided / read), "at most 3.00 ×", decided / read <= 3);
    }

    private static async Task<(IReadOnlyList<Guid> Videos, IReadOnlyList<KeyFile> Keys)> PrepareAsync(LargeLibrary library)
    {
        await using var db = await library.OpenAsync();
        await db.DownloadSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.Mode, DownloadMode.Secure));
        var keys = Enumerable.Range(0, KeyFiles).Select(number =>
        {
            AppIdentity.Read(AppPlatform.Ios, $"com.example.app{number}", out var app);
            return new KeyFile
            {
                Id = Guid.NewGuid(), Platform = app!.Platform, Identity = app.Canonical, Label = "App", Fingerprint = $"{Guid.NewGuid():N}{Guid.NewGuid():N}",
                Wrapped = [1], KekVersion = 1, CreatedBy = "benchmark", CreatedAt = DateTime.UnixEpoch,
            };
        }).ToList();
        db.KeyFiles.AddRange(keys);
        await db.SaveChangesAsync();
        // From all over the table: ids are random.
        return (await db.Videos.OrderBy(video => video.Id).Select(video => video.Id).Take(5000).ToListAsync(), keys);
    }

    private static async Task DecideAsync(DownloadPolicy policy, Guid video, KeyFile key)
    {
        var app = new DownloadApp(AppIdentity.FindCanonical(key.Identity), key.Id);
        var decision = await policy.ExplainAsync(Actor.System, new DownloadRequest(video, DownloadMode.Secure, app), token: null, CancellationToken.None);
        if (decision.Trace.Any(rule => rule.Rule != DownloadRule.Credential && rule.Finding.Outcome != RuleOutcome.Passed))
            throw new InvalidOperationException("Something stands in the way.");
    }

    private static async Task ReadAsync(string connectionString, Guid video, KeyFile key)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await ReadOneAsync(connection, "SELECT Mode FROM DownloadSettings WHERE Id = $id", 1);
        await ReadOneAsync(connection, "SELECT Status, IsOfflineDisabled FROM Videos WHERE Id = $id", Text(video));
        await ReadOneAsync(connection, "SELECT EncryptType FROM Publications WHERE VideoId = $id AND RetiredAt IS NULL", Text(video));
        await ReadOneAsync(connection, "SELECT Id, Identity, Fingerprint, ValidUntil, RevokedAt FROM KeyFiles WHERE Id = $id", Text(key.Id));
    }

    private static async Task ReadOneAsync(SqliteConnection connection, string sql, object id)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$id", id);
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) throw new InvalidOperationException("A row is missing.");
        var row = new object[reader.FieldCount];
        reader.GetValues(row);
    }

    private static string Text(Guid id) => id.ToString().ToUpperInvariant();
}
