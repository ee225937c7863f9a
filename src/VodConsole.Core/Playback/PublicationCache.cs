using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace VodConsole.Core.Playback;

/// <summary>
/// What every segment request needs of a publication, so that playing costs no database query per segment. A publication never
/// changes; an entry lives a minute so that a deleted video is gone soon. Holds no key and no token. Thread-safe.
/// </summary>
public sealed class PublicationCache(IDbContextFactory<VodDbContext> contexts) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    // In characters of playlists: some 30 MiB at most.
    private readonly MemoryCache entries = new(new MemoryCacheOptions { SizeLimit = 16 << 20 });

    /// <summary>The publication, current or retired, or null when the video has none such.</summary>
    internal async Task<PublicationFacts?> FindAsync(Guid videoId, Guid publicationId, CancellationToken cancellation)
    {
        var facts = entries.Get<PublicationFacts>(publicationId);
        if (facts is null)
        {
            facts = await LoadAsync(publicationId, cancellation);
            if (facts is null) return null;
            entries.Set(publicationId, facts, Keep(200));
        }

        return facts.VideoId == videoId ? facts : null;
    }

    /// <summary>The whole publication with its renditions, not to be changed; null when there is none.</summary>
    internal async Task<Publication?> ReadAsync(Guid publicationId, CancellationToken cancellation)
    {
        var key = (typeof(Publication), publicationId);
        if (entries.Get<Publication>(key) is { } known) return known;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var read = await db.Publications.AsNoTracking().Include(publication => publication.Renditions)
            .SingleOrDefaultAsync(publication => publication.Id == publicationId, cancellation);
        return read is null ? null : entries.Set(key, read, Keep(1000));
    }

    internal async Task<StoredPlaylist> PlaylistAsync(
        PublicationFacts publication, string rendition, Func<string, CancellationToken, Task<string>> read, CancellationToken cancellation)
    {
        var key = $"{publication.Prefix}/{rendition}/index.m3u8";
        if (entries.Get<StoredPlaylist>(key) is { } known) return known;
        var playlist = StoredPlaylist.Parse(await read(key, cancellation));
        return entries.Set(key, playlist, Keep(playlist.Size));
    }

    /// <inheritdoc/>
    public void Dispose() => entries.Dispose();

    private static MemoryCacheEntryOptions Keep(int size) => new() { Size = size, AbsoluteExpirationRelativeToNow = Lifetime };

    private async Task<PublicationFacts?> LoadAsync(Guid publicationId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await (
            from publication in db.Publications.AsNoTracking()
            join key in db.DataKeys on publication.Id equals key.PublicationId
            where publication.Id == publicationId
            select new
            {
                publication.VideoId,
                publication.Prefix,
                publication.KeyUri,
                DataKeyId = key.Id,
                Renditions = publication.Renditions.Select(rendition => new { rendition.Name, rendition.Duration }).ToList(),
            }).FirstOrDefaultAsync(cancellation);
        return row is null
            ? null
            : new PublicationFacts(row.VideoId, row.Prefix, row.DataKeyId, row.KeyUri, row.Renditions.ToDictionary(one => one.Name, one => one.Duration));
    }
}

/// <summary>What serving needs to know of a publication.</summary>
/// <param name="VideoId">Its video.</param>
/// <param name="Prefix">Where its objects lie.</param>
/// <param name="DataKeyId">Its key.</param>
/// <param name="KeyUri">Where its playlists send players for the key; null for this service.</param>
/// <param name="Renditions">The length in seconds of each rendition, by folder name.</param>
internal sealed record PublicationFacts(Guid VideoId, string Prefix, Guid DataKeyId, string? KeyUri, IReadOnlyDictionary<string, double> Renditions);
