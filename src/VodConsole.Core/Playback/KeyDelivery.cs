using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;

namespace VodConsole.Core.Playback;

/// <summary>
/// Hands a video's data key to a player that holds a valid token for that video. The clear key lives in memory for the length of
/// one answer; there is no cache of clear keys to steal from, and a player asks once per viewing. Thread-safe.
/// </summary>
public sealed class KeyDelivery(IDbContextFactory<VodDbContext> contexts, PlaybackTokens tokens, DataKeys keys)
{
    /// <summary>Checks the token first, then looks for the key.</summary>
    public async Task<KeyAnswer> AnswerAsync(string? token, Guid? dataKeyId, CancellationToken cancellation)
    {
        var check = await tokens.CheckAsync(token, PlaybackOperation.Key, videoId: null, cancellation);
        if (!check.IsValid) return Refused(check.Verdict);

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await db.DataKeys.AsNoTracking().FirstOrDefaultAsync(key => key.Id == dataKeyId, cancellation);
        if (row is null) return new KeyAnswer(TokenVerdict.Valid, null);
        if (check.Claims!.MediaId != row.VideoId.ToString("N")) return Refused(TokenVerdict.OtherVideo);
        // A token outlives a decision to withhold the video; the key must not.
        if (await db.Videos.AnyAsync(video => video.Id == row.VideoId && video.Status == VideoStatus.Blocked, cancellation))
            return Refused(TokenVerdict.OperationNotAllowed);

        var key = await keys.OpenAsync(row, cancellation);
        PlaybackMetrics.KeysHandedOut.Add(1);
        return new KeyAnswer(TokenVerdict.Valid, key);
    }

    private static KeyAnswer Refused(TokenVerdict verdict)
    {
        PlaybackMetrics.KeysRefused.Add(1);
        return new KeyAnswer(verdict, null);
    }
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
