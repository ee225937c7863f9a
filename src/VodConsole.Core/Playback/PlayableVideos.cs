using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Playback;

/// <summary>
/// Says what of a video can be played, and gives the credentials to do it. In contrast to <see cref="PlaybackLinks"/>, which lets the
/// console's own people see a video in any state, only <see cref="VideoStatus.Normal"/> ones are for the public.
/// </summary>
public sealed class PlayableVideos(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, PlaybackTokens tokens)
{
    /// <summary>The video with what is published of it.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.VideoNotFound"/>; <see cref="ErrorCode.PlaybackStatusForbids"/> unless it is normal.
    /// </exception>
    public async Task<PlayableVideo> FindAsync(Actor actor, Guid videoId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var video = await db.Videos.AsNoTracking().SingleOrDefaultAsync(video => video.Id == videoId, cancellation)
            ?? throw new VodException(ErrorCode.VideoNotFound, $"{videoId:N}");
        if (video.Status != VideoStatus.Normal) throw new VodException(ErrorCode.PlaybackStatusForbids, video.Status);
        var publication = await db.Publications.AsNoTracking().Include(publication => publication.Renditions)
            .SingleOrDefaultAsync(publication => publication.VideoId == videoId && publication.RetiredAt == null, cancellation);
        return new PlayableVideo(video, publication);
    }

    /// <summary>A credential for one viewer of one video, allowing what a player and a downloader need.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public async Task<(PlayableVideo Video, IssuedToken Token)> AdmitAsync(
        Actor actor, Guid videoId, TimeSpan lifetime, CancellationToken cancellation)
    {
        var video = await FindAsync(actor, videoId, cancellation);
        return (video, await tokens.IssueAsync(
            videoId, actor.UserId?.ToString("N") ?? actor.Name,
            [PlaybackOperation.Play, PlaybackOperation.Key, PlaybackOperation.Download], lifetime, cancellation));
    }
}

/// <summary>A video and what is published of it.</summary>
/// <param name="Video">Its row; not to be changed.</param>
/// <param name="Publication">What plays, with its renditions; null when nothing does.</param>
public sealed record PlayableVideo(Video Video, Publication? Publication);
