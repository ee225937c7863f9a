using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Playback;
using VodConsole.Core.Refusals;

namespace VodConsole.Core.Downloads;

/// <summary>
/// The one decision about downloads, for every front end: nothing that is meant for a device leaves the service without
/// <see cref="AuthoriseAsync"/>. The rules are in <see cref="DownloadRules"/>. Thread-safe.
/// </summary>
public sealed class DownloadPolicy
{
    private readonly IDbContextFactory<VodDbContext> contexts;
    private readonly AccessGuard guard;
    private readonly PlaybackTokens tokens;
    private readonly TimeProvider clock;
    private readonly DownloadFactsReader facts;

    public DownloadPolicy(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, PlaybackTokens tokens, TimeProvider clock)
    {
        (this.contexts, this.guard, this.tokens, this.clock) = (contexts, guard, tokens, clock);
        facts = new DownloadFactsReader(clock);
    }

    /// <summary>
    /// What the policy would say, for a person who wonders. Nothing is authorised by it. Without a token the credential is left
    /// open, and the decision is then neither allowed nor, by that alone, refused.
    /// </summary>
    /// <exception cref="VodException">A missing right to see the download settings.</exception>
    public async Task<DownloadDecision> ExplainAsync(
        Actor actor, DownloadRequest request, string? token, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewDownloads, cancellation);
        return await DecideAsync(request, token is null ? null : await CheckAsync(token, request.VideoId, cancellation), cancellation);
    }

    /// <summary>
    /// Decides for an app, whose only right is its token. What is allowed is written down in the same transaction as the facts are
    /// read, under locks of their rows: a key file that is revoked, a mode or a video that is switched meanwhile comes before or
    /// after it, never in between.
    /// </summary>
    /// <param name="request">What the app asks for.</param>
    /// <param name="token">Its playback token, as it came; null when there was none.</param>
    /// <param name="cancellation">Ends the operation; nothing is authorised then.</param>
    public async Task<AuthorisedDownload> AuthoriseAsync(DownloadRequest request, string? token, CancellationToken cancellation)
    {
        var credential = await CheckAsync(token, request.VideoId, cancellation);
        // Refusals are the ones that come in storms; they take no lock.
        var decision = await DecideAsync(request, credential, cancellation);
        if (!decision.IsAllowed) return new AuthorisedDownload(decision, null);

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await LockAsync(db, request, cancellation);
        var found = await facts.ReadAsync(db, request, credential, cancellation);
        decision = DownloadRules.Decide(found);
        if (!decision.IsAllowed) return new AuthorisedDownload(decision, null);

        var authorisation = new DownloadAuthorisation
        {
            Id = Guid.NewGuid(),
            VideoId = request.VideoId,
            Mode = request.Mode,
            KeyFileId = request.Mode == DownloadMode.Secure ? found.KeyFile!.Id : null,
            Subject = credential.Check.Claims!.Subject,
            At = clock.GetUtcNow().UtcDateTime,
        };
        db.Add(authorisation);
        await db.SaveChangesAsync(cancellation);
        if (authorisation.KeyFileId is { } keyFileId)
            await db.KeyFiles.Where(file => file.Id == keyFileId)
                .ExecuteUpdateAsync(set => set.SetProperty(file => file.LastUsedAt, authorisation.At), cancellation);
        await transaction.CommitAsync(cancellation);
        return new AuthorisedDownload(decision, authorisation.Id);
    }

    // Changes nothing, but holds the rows until the commit. The one row that every download shares comes last and is held shortest.
    private static async Task LockAsync(VodDbContext db, DownloadRequest request, CancellationToken cancellation)
    {
        await db.Videos.Where(video => video.Id == request.VideoId)
            .ExecuteUpdateAsync(set => set.SetProperty(video => video.IsOfflineDisabled, video => video.IsOfflineDisabled), cancellation);
        if (request.Mode == DownloadMode.Secure)
        {
            var (identity, keyFileId) = (request.App.Identity?.Canonical, request.App.KeyFileId);
            await db.KeyFiles.Where(file => keyFileId != null ? file.Id == keyFileId : file.Identity == identity)
                .ExecuteUpdateAsync(set => set.SetProperty(file => file.RevokedAt, file => file.RevokedAt), cancellation);
        }
        await db.DownloadSettings.Where(settings => settings.Id == DownloadSettings.OnlyId)
            .ExecuteUpdateAsync(set => set.SetProperty(settings => settings.Mode, settings => settings.Mode), cancellation);
    }

    private async Task<DownloadDecision> DecideAsync(DownloadRequest request, CredentialFacts? credential, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return DownloadRules.Decide(await facts.ReadAsync(db, request, credential, cancellation));
    }

    private async Task<CredentialFacts> CheckAsync(string? token, Guid videoId, CancellationToken cancellation) => new(
        !string.IsNullOrEmpty(token), await tokens.CheckAsync(token, PlaybackOperation.Download, videoId, cancellation));
}

/// <summary>The answer to an app.</summary>
/// <param name="Decision">What the policy says.</param>
/// <param name="AuthorisationId">The <see cref="DownloadAuthorisation"/> when it is allowed, else null.</param>
public sealed record AuthorisedDownload(DownloadDecision Decision, Guid? AuthorisationId);
