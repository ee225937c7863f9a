using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Playback;

/// <summary>
/// Says what of a video can be played, and gives the credentials to do it. In contrast to <see cref="PlaybackLinks"/>, which lets the
/// console's own people see a video in any state, only <see cref="VideoStatus.Normal"/> ones are for the public. One that is transcoded anew is still
/// what it was (<c>decisions/0097</c>): what was published plays on until the new streams take its place.
/// </summary>
public sealed class PlayableVideos
{
    private readonly IDbContextFactory<VodDbContext> contexts;
    private readonly AccessGuard guard;
    private readonly PlaybackTokens tokens;
    private readonly PublicationCache published;
    private readonly SharedTurns<Guid, PlayableVideo?> reads;

    public PlayableVideos(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, PlaybackTokens tokens, PublicationCache published)
    {
        (this.contexts, this.guard, this.tokens, this.published) = (contexts, guard, tokens, published);
        reads = new SharedTurns<Guid, PlayableVideo?>(ReadAsync);
    }

    /// <summary>The video as it is now: no more of it than players are told, in one read for all that ask at the same time.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.VideoNotFound"/>; <see cref="ErrorCode.PlaybackStatusForbids"/> unless it is normal.
    /// </exception>
    public async Task<PlayableVideo> FindAsync(Actor actor, Guid videoId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        var found = await reads.AskAsync(videoId, cancellation) ?? throw new VodException(ErrorCode.VideoNotFound, $"{videoId:N}");
        return found switch
        {
            { Status: VideoStatus.Normal } => found,
            { Status: VideoStatus.Transcoding, PublicationId: not null } => found with { Status = VideoStatus.Normal },
            _ => throw new VodException(ErrorCode.PlaybackStatusForbids, found.Status),
        };
    }

    /// <summary>What plays of it, with its renditions; null when nothing does. It never changes, so it is read once and kept.</summary>
    public async Task<Publication?> FindPublicationAsync(PlayableVideo video, CancellationToken cancellation) =>
        video.PublicationId is { } id ? await published.ReadAsync(id, cancellation) : null;

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

    private async Task ReadAsync(IReadOnlyList<Asked<Guid, PlayableVideo?>> turn)
    {
        var ids = turn.Select(asked => asked.Question).Distinct().ToList();
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var found = await db.Videos.AsNoTracking().Where(video => ids.Contains(video.Id)).Select(video => new PlayableVideo(
            video.Id, video.Title, video.Status, video.Source == null ? null : (double?)video.Source.Duration,
            video.Source != null && video.Source.VideoCodec != null, video.CreatedAt, video.CoverUrl, video.CoverKey != null,
            db.Publications.Where(publication => publication.VideoId == video.Id && publication.RetiredAt == null)
                .Select(publication => (Guid?)publication.Id).FirstOrDefault())).ToDictionaryAsync(video => video.Id, CancellationToken.None);
        foreach (var asked in turn) asked.Answer(found.GetValueOrDefault(asked.Question));
    }
}

/// <summary>What players are told of a video.</summary>
/// <param name="Id">The video.</param>
/// <param name="Title">Its title.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Duration">Seconds; null where the source was never probed.</param>
/// <param name="HasPictures">Whether it is more than sound.</param>
/// <param name="CreatedAt">When it was brought, UTC.</param>
/// <param name="CoverUrl">The address of a cover that a program gave it; null for none.</param>
/// <param name="HasCover">Whether it has a cover of its own.</param>
/// <param name="PublicationId">What plays of it; null when nothing does.</param>
public sealed record PlayableVideo(
    Guid Id, string Title, VideoStatus Status, double? Duration, bool HasPictures, DateTime CreatedAt, string? CoverUrl, bool HasCover, Guid? PublicationId);
