using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads;

/// <summary>Holds the account in secure mode for the length of a transaction, so that no key is made after the mode changed.</summary>
internal static class SecureMode
{
    /// <summary>
    /// First statement of a transaction that makes a key file. It writes the settings' row as it is, if it still is what the form was
    /// shown under, and so locks it: a change of the mode that came first makes this find nothing, one that comes later waits for our
    /// commit. On SQLite the lock is the database's one write lock, which the transaction holds from its beginning; on PostgreSQL
    /// (read committed) a waiting update looks at the row again as the other left it; on SQL Server it takes the row's lock before
    /// it looks. The row's version stays, so that nobody else's save fails.
    /// </summary>
    /// <exception cref="VodException"><see cref="ErrorCode.KeyFileNeedsSecureMode"/> or <see cref="ErrorCode.DownloadSettingsChanged"/>.</exception>
    public static async Task HoldAsync(VodDbContext db, Guid seenVersion, CancellationToken cancellation)
    {
        var held = await db.DownloadSettings
            .Where(settings => settings.Id == DownloadSettings.OnlyId && settings.Mode == DownloadMode.Secure && settings.Version == seenVersion)
            .ExecuteUpdateAsync(row => row.SetProperty(settings => settings.Version, seenVersion), cancellation);
        if (held == 1) return;
        var mode = await db.DownloadSettings.Select(settings => settings.Mode).SingleAsync(cancellation);
        throw mode == DownloadMode.Secure
            ? new VodException(ErrorCode.DownloadSettingsChanged)
            : new VodException(ErrorCode.KeyFileNeedsSecureMode, mode);
    }
}
