using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Playback;

namespace VodConsole.Core.Playback;

/// <summary>Gives someone who may see the library the address and the token to play a video for a while.</summary>
public sealed class PlaybackLinks(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, PlaybackTokens tokens, UrlAuthentication authentication)
{
    /// <summary>
    /// The master playlist of the video's current publication, with a fresh token. A video that is being transcoded again
    /// still plays what it has; a withheld one does not.
    /// </summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.VideoNotFound"/>, <see cref="ErrorCode.VideoNotPlayable"/>, or a missing right to see the library.
    /// </exception>
    public async Task<PlaybackLink> GetAsync(Actor actor, Guid videoId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var status = await db.Videos.Where(video => video.Id == videoId)
            .Select(video => (VideoStatus?)video.Status).FirstOrDefaultAsync(cancellation)
            ?? throw new VodException(ErrorCode.VideoNotFound, videoId.ToString("N"));
        var publication = await db.Publications.AsNoTracking()
            .Where(one => one.VideoId == videoId && one.RetiredAt == null)
            .Select(one => new { one.Id, one.Duration }).FirstOrDefaultAsync(cancellation);
        if (publication is null || status == VideoStatus.Blocked)
            throw new VodException(ErrorCode.VideoNotPlayable, videoId.ToString("N"));

        var issued = await tokens.IssueAsync(videoId, actor.UserId?.ToString("N") ?? actor.Name, cancellation);
        var path = PlaybackAddress.Master(videoId, publication.Id);
        return new PlaybackLink(
            path, issued.Token, issued.ExpiresAt, publication.Duration, authentication.Sign(path, TimeSpan.FromSeconds(publication.Duration)));
    }
}

/// <summary>What a player needs; <c>ToString</c> never shows the token.</summary>
/// <param name="path">Path of the master playlist, without the token.</param>
/// <param name="token">The playback token.</param>
/// <param name="expiresAt">When the token ends, UTC.</param>
/// <param name="duration">Length of the video in seconds.</param>
/// <param name="authentication">What <see cref="UrlAuthentication"/> adds to the address.</param>
public sealed class PlaybackLink(string path, string token, DateTime expiresAt, double duration, string authentication)
{
    /// <summary>Path of the master playlist, without the token.</summary>
    public string Path { get; } = path;

    /// <summary>The playback token; never to be logged.</summary>
    public string Token { get; } = token;

    /// <summary>When the token ends, UTC.</summary>
    public DateTime ExpiresAt { get; } = expiresAt;

    /// <summary>Length of the video in seconds.</summary>
    public double Duration { get; } = duration;

    /// <summary>The address that a player opens: <see cref="Path"/> with the token.</summary>
    public string Address => $"{Path}?{PlaybackAddress.Token}={Uri.EscapeDataString(Token)}{authentication}";

    /// <inheritdoc/>
    public override string ToString() => Path;
}
