using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Data.Sqlite;

namespace VodConsole.Core.Tests.Downloads;

/// <summary>A run whose process dies at any statement goes on after a restart, loses nothing and does nothing twice.</summary>
public sealed class OfflineSwitchFaultTests : IDisposable
{
    private readonly OfflineSwitchBench bench = new();

    public static TheoryData<string?> Scopes => new() { null, "clip" };

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task Goes_on_wherever_it_was_interrupted(string? text)
    {
        await bench.AddAsync(Enumerable.Range(0, 2400).Select(number => bench.Make(number % 6 == 0 ? VideoStatus.Blocked : VideoStatus.Normal)));

        // A process dies before its n-th statement, for every n until one lives to the end; another one takes the rows up.
        var deaths = 0;
        for (var hasDied = true; hasDied; deaths += hasDied ? 1 : 0)
        {
            var disables = deaths % 2 == 0;
            var id = await bench.BeginAsync(new VideoSearch { Text = text }, disables);
            hasDied = await DiesAsync(deaths + 1);
            await bench.WorkAsync();

            // The blocked ones are refused on the way there; on the way back they are so already.
            Assert.Equal(disables ? (2000, 0, 400) : (2000, 400, 0), await bench.CountsAsync(id));
            Assert.Equal(disables ? 2000 : 0, await bench.CountDisabledAsync());
            Assert.Equal((2000, disables ? 400 : 0), (await bench.CountItemsAsync(id, refused: false), await bench.CountItemsAsync(id, refused: true)));
            await using var db = bench.Media.NewContext();
            Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Action == AuditAction.OfflineRunEnded && entry.TargetId == $"{id:N}"));
        }

        Assert.InRange(deaths, 12, 60);
    }

    private async Task<bool> DiesAsync(int statement)
    {
        var work = new OfflineSwitchWork(
            new DyingContexts(bench.Media.Data.Database, statement), bench.Media.Get<IAuditLog>(), bench.Media.Get<VideoTotals>(), bench.Media.Clock);
        try
        {
            while (await work.StepAsync(default) == OfflineSwitchStep.Done)
            {
            }

            return false;
        }
        catch (Exception death) when ((death.InnerException ?? death).Message == DyingContexts.Words)
        {
            return true;
        }
    }

    public void Dispose() => bench.Dispose();

    private sealed class DyingContexts(string path, int statements) : IDbContextFactory<VodDbContext>
    {
        public const string Words = "The process died.";

        private readonly Death death = new(statements);

        public VodDbContext CreateDbContext() => new SqliteVodDbContext(
            (DbContextOptions<SqliteVodDbContext>)new DbContextOptionsBuilder<SqliteVodDbContext>()
                .UseSqlite($"Data Source={path};Default Timeout=5").UseIdentitySchema().AddInterceptors(death).Options);

        private sealed class Death(int statements) : DbCommandInterceptor
        {
            private int left = statements;

            public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
                DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
            {
                Live();
                return new(result);
            }

            public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
                DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
            {
                Live();
                return new(result);
            }

            private void Live()
            {
                if (--left == 0) throw new InvalidOperationException(Words);
            }
        }
    }
}
