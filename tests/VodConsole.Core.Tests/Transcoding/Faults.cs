using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using VodConsole.Core.Accounts;
using VodConsole.Data.Sqlite;

namespace VodConsole.Core.Tests.Transcoding;

/// <summary>
/// Lets the n-th save or commit take place and then reports a time-out, as a connection does that breaks after the server
/// has done its work.
/// </summary>
public sealed class Faults
{
    private int countdown;

    /// <summary>Whether the fault has happened.</summary>
    public bool Happened { get; private set; }

    /// <summary>From here on, breaks the <paramref name="call"/>-th call, from 1.</summary>
    public void Arm(int call) => countdown = call;

    internal void AfterSuccess()
    {
        if (--countdown != 0) return;
        Happened = true;
        throw new TimeoutException("The answer got lost.");
    }
}

internal sealed class FaultyContexts(string path, Faults faults) : IDbContextFactory<VodDbContext>
{
    public VodDbContext CreateDbContext() => new SqliteVodDbContext(
        (DbContextOptions<SqliteVodDbContext>)new DbContextOptionsBuilder<SqliteVodDbContext>()
            .UseSqlite($"Data Source={path};Default Timeout=5").UseIdentitySchema()
            .AddInterceptors(new Saves(faults), new Commits(faults)).Options);

    private sealed class Saves(Faults faults) : SaveChangesInterceptor
    {
        public override ValueTask<int> SavedChangesAsync(
            SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            faults.AfterSuccess();
            return new ValueTask<int>(result);
        }
    }

    private sealed class Commits(Faults faults) : DbTransactionInterceptor
    {
        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            faults.AfterSuccess();
            return Task.CompletedTask;
        }
    }
}
