using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Storage;

namespace VodConsole.Core.Playback;

/// <summary>
/// Hands a video's data key to a player that holds a valid token for that video. The clear key lives in memory for the length of
/// one answer; what is kept is the wrapped key, and for <see cref="Lag"/> only. Thread-safe.
/// </summary>
public sealed class KeyDelivery
{
    /// <summary>
    /// How long a key is still handed out after its video was withheld or deleted, at most: many players that begin at once share one
    /// look into the database.
    /// </summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);

    private readonly IDbContextFactory<VodDbContext> contexts;
    private readonly PlaybackTokens tokens;
    private readonly DataKeys keys;
    private readonly RecentReads<Guid, Known> known;

    public KeyDelivery(IDbContextFactory<VodDbContext> contexts, PlaybackTokens tokens, DataKeys keys, TimeProvider clock)
    {
        (this.contexts, this.tokens, this.keys) = (contexts, tokens, keys);
        known = new RecentReads<Guid, Known>(Lag, clock);
    }

    /// <summary>Checks the token first, then looks for the key.</summary>
    public async Task<KeyAnswer> AnswerAsync(string? token, Guid? dataKeyId, CancellationToken cancellation)
    {
        var check = await tokens.CheckAsync(token, PlaybackOperation.Key, videoId: null, cancellation);
        if (!check.IsValid) return Refused(check.Verdict);

        if (dataKeyId is not { } id || await FindAsync(id, cancellation) is not { } found) return new KeyAnswer(TokenVerdict.Valid, null);
        if (check.Claims!.MediaId != found.Row.VideoId.ToString("N")) return Refused(TokenVerdict.OtherVideo);
        // A token outlives a decision to withhold the video; the key must not.
        if (found.IsWithheld) return Refused(TokenVerdict.OperationNotAllowed);

        var key = await keys.OpenAsync(found.Row, cancellation);
        PlaybackMetrics.KeysHandedOut.Add(1);
        return new KeyAnswer(TokenVerdict.Valid, key);
    }

    private async Task<Known?> FindAsync(Guid id, CancellationToken cancellation) =>
        known.Find(id) ?? await known.ReadAsync(id, () => ReadAsync(id, cancellation));

    private async Task<Known?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await (
            from key in db.DataKeys.AsNoTracking()
            join video in db.Videos on key.VideoId equals video.Id
            join publication in db.Publications on key.PublicationId equals publication.Id
            where key.Id == id
            // A key of private encryption never goes out in the clear, whatever the token.
            select new Known(key, video.Status == VideoStatus.Blocked || publication.EncryptType == EncryptType.PrivateEncryption))
            .FirstOrDefaultAsync(cancellation);
    }

    private static KeyAnswer Refused(TokenVerdict verdict)
    {
        PlaybackMetrics.KeysRefused.Add(1);
        return new KeyAnswer(verdict, null);
    }

    private sealed record Known(DataKey Row, bool IsWithheld);
}

/// <summary>The answer to a player's request for a key. <c>ToString</c> never shows it.</summary>
/// <param name="verdict">Whether the token holds for it.</param>
/// <param name="key">16 bytes for the caller to zero after use; null when refused or when there is no such key.</param>
public sealed class KeyAnswer(TokenVerdict verdict, byte[]? key)
{
    /// <summary>Whether the token holds.</summary>
    public TokenVerdict Verdict { get; } = verdict;

    /// <summary>16 bytes for the caller to zero after use; null when refused or when there is no such key.</summary>
    public byte[]? Key { get; } = key;

    /// <inheritdoc/>
    public override string ToString() => Verdict.ToString();
}
