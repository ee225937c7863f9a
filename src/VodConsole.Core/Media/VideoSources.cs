using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;

namespace VodConsole.Core.Media;

/// <summary>Reads what a source is, down to its streams. In contrast, <see cref="VideoFacts"/> reads many videos without these details.</summary>
public sealed class VideoSources(IDbContextFactory<VodDbContext> contexts, AccessGuard guard)
{
    /// <summary>The video's source, or null when there is no such video.</summary>
    public async Task<VideoSource?> FindAsync(Actor actor, Guid videoId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Videos.AsNoTracking().SingleOrDefaultAsync(video => video.Id == videoId, cancellation) is not { } video) return null;
        var details = await db.SourceDetails.AsNoTracking().SingleOrDefaultAsync(details => details.VideoId == videoId, cancellation);
        return new VideoSource(video, details?.Streams ?? [.. StreamsOf(video.Source)]);
    }

    private static IEnumerable<SourceStream> StreamsOf(SourceInfo? source)
    {
        if (source is { VideoCodec: { } pictures })
        {
            yield return new SourceStream
            {
                IsVideo = true, Codec = pictures, Width = source.Width, Height = source.Height, FrameRate = source.FrameRate, Duration = source.Duration,
            };
        }

        if (source is { AudioCodec: { } sound })
            yield return new SourceStream { IsVideo = false, Codec = sound, Duration = source.Duration };
    }
}

/// <summary>A source and what it consists of.</summary>
/// <param name="Video">The row of its video; not to be changed.</param>
/// <param name="Streams">Its streams; none before it is whole. Of one whose details were never kept: what
/// <see cref="SourceInfo"/> tells, with sizes as they are shown.</param>
public sealed record VideoSource(Video Video, IReadOnlyList<SourceStream> Streams);
