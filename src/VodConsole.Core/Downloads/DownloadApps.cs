using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads;

/// <summary>The apps of the key register, for a person who picks one. In contrast to the register itself it shows no more than that takes.</summary>
public sealed class DownloadApps(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, TimeProvider clock)
{
    /// <summary>Key files that are looked at, the newest first.</summary>
    public const int Limit = 500;

    /// <summary>The apps of the newest <see cref="Limit"/> key files, by label and identifier, each with its files, newest first.</summary>
    public async Task<IReadOnlyList<DownloadAppChoice>> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewDownloads, cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var files = await db.KeyFiles.AsNoTracking().OrderByDescending(file => file.CreatedAt).ThenBy(file => file.Id)
            .Select(file => new { file.Id, file.Identity, file.Label, file.Fingerprint, file.RevokedAt, file.ValidUntil })
            .Take(Limit).ToListAsync(cancellation);
        return
        [
            .. from file in files
               group file by file.Identity into app
               let identity = AppIdentity.FindCanonical(app.Key)
               where identity is not null
               let label = app.Select(file => file.Label).FirstOrDefault(label => label.Length > 0) ?? ""
               orderby label.Length == 0, label, identity.Canonical
               select new DownloadAppChoice(identity, label,
               [
                   .. app.Select(file => new KeyFileFacts(
                       file.Id, file.Identity, file.Fingerprint, KeyFile.StatusAt(file.RevokedAt, file.ValidUntil, now))),
               ]),
        ];
    }
}

/// <summary>An app that has or had a key file.</summary>
/// <param name="Identity">The app.</param>
/// <param name="Label">What people call it; may be empty.</param>
/// <param name="KeyFiles">Its key files, newest first.</param>
public sealed record DownloadAppChoice(AppIdentity Identity, string Label, IReadOnlyList<KeyFileFacts> KeyFiles);
