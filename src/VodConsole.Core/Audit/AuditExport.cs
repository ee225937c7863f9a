using System.Globalization;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;

namespace VodConsole.Core.Audit;

/// <summary>
/// Writes the audit log as CSV (RFC 4180, UTF-8 with a byte order mark so that spreadsheets see Chinese), newest first. The
/// log may be large and the reader slow: it reads in batches and holds no database connection while it writes.
/// </summary>
public sealed class AuditExport(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit)
{
    /// <summary>Entries that are read at once.</summary>
    internal const int BatchSize = 1000;

    private static readonly string[] Columns =
        ["Id", "Time (UTC)", "Actor", "Actor id", "Address", "Action", "Target kind", "Target id", "Target name", "Outcome", "Before", "After"];

    // Quoting every field keeps a spreadsheet that separates by semicolons from finding cells inside ours.
    private static readonly CsvWriterOptions Format =
        CsvWriterOptions.Default with { Quoting = CsvQuoting.Always, WriteByteOrderMark = true, FormatProvider = CultureInfo.InvariantCulture };

    /// <summary>Writes what the filter leaves of the log as it is now. The export itself is audited first.</summary>
    /// <param name="actor">Who asks; needs <see cref="Permission.ViewAudit"/>. Refused before the first byte.</param>
    /// <param name="filter">What to leave out.</param>
    /// <param name="output">Stays open.</param>
    /// <param name="cancellation">Ends it in the middle.</param>
    public async Task WriteAsync(Actor actor, AuditFilter filter, Stream output, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewAudit, cancellation);
        await NoteAsync(actor, filter, cancellation);

        await using var csv = CsvWriter.Create(output, Format, leaveOpen: true);
        await csv.WriteRecordAsync(Columns, cancellation);

        var before = long.MaxValue;
        for (var batch = await ReadAsync(filter, before, cancellation); batch.Count > 0; batch = await ReadAsync(filter, before, cancellation))
        {
            foreach (var entry in batch)
            {
                Write(csv, entry);
                await csv.EndRecordAsync(cancellation);
            }

            await csv.FlushAsync(cancellation);
            before = batch[^1].Id;
        }
    }

    private async Task NoteAsync(Actor actor, AuditFilter filter, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        audit.Add(db, actor, AuditAction.AuditExported, new AuditTarget("audit", "log"), null, filter);
        await db.SaveChangesAsync(cancellation);
    }

    private async Task<List<AuditEntry>> ReadAsync(AuditFilter filter, long before, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await filter.ApplyTo(db.AuditEntries.AsNoTracking().Where(entry => entry.Id < before))
            .OrderByDescending(entry => entry.Id).Take(BatchSize).ToListAsync(cancellation);
    }

    private static void Write(CsvWriter csv, AuditEntry entry)
    {
        csv.WriteField(entry.Id);
        csv.WriteField(entry.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        csv.WriteField(CsvCell.Disarm(entry.ActorName));
        csv.WriteField(entry.ActorId?.ToString("N"));
        csv.WriteField(CsvCell.Disarm(entry.Address));
        csv.WriteField(CsvCell.Disarm(entry.Action));
        csv.WriteField(CsvCell.Disarm(entry.TargetKind));
        csv.WriteField(CsvCell.Disarm(entry.TargetId));
        csv.WriteField(CsvCell.Disarm(entry.TargetName));
        csv.WriteField(entry.Outcome.ToString());
        csv.WriteField(CsvCell.Disarm(entry.Before));
        csv.WriteField(CsvCell.Disarm(entry.After));
    }
}
