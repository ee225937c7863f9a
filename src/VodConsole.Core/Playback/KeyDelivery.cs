using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;

namespace VodConsole.Core.Playback;

/// <summary>
/// Hands a video's data key to a player that holds a valid token for that video. The clear key lives in memory for the length of
/// one answer; what is kept is the wrapped key, and for <see cref="Lag"/> only. Thread-safe.
/// </summary>
public sealed class KeyDelivery(IDbContextFactory<VodDbContext> contexts, PlaybackTokens tokens, DataKeys keys, TimeProvider clock)
{
    /// <summary>
    /// How long a key is still handed out after its video was withheld or deleted, at most: many players that begin at once share one
    /// look into the database.
    /// </summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);

    private const int Limit = 10_000;
    private readonly ConcurrentDictionary<Guid, Known> known = new();

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

    private async Task<Known?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (known.TryGetValue(id, out var kept) && clock.GetElapsedTime(kept.At) < Lag) return kept;
        var at = clock.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await (
            from key in db.DataKeys.AsNoTracking()
            join video in db.Videos on key.VideoId equals video.Id
            where key.Id == id
            select new { Row = key, IsWithheld = video.Status == VideoStatus.Blocked }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            known.TryRemove(id, out _);
            return null;
        }

        if (known.Count >= Limit) known.Clear();
        return known[id] = new Known(found.Row, found.IsWithheld, at);
    }

    private static KeyAnswer Refused(TokenVerdict verdict)
    {
        PlaybackMetrics.KeysRefused.Add(1);
        return new KeyAnswer(verdict, null);
    }

    private sealed record Known(DataKey Row, bool IsWithheld, long At);
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
