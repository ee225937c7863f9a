using VodConsole.Core.Storage;
using VodConsole.Protocol.Playback;

namespace VodConsole.Core.Playback;

/// <summary>Opens stored segments, which are ciphertext, to whoever holds a signed address. Thread-safe.</summary>
public sealed class SegmentDelivery(SignedUrls urls, PublicationCache cache, IMediaStore media)
{
    /// <summary>Whether the address holds now; ask this before <see cref="OpenAsync"/>.</summary>
    public Task<bool> CheckAsync(
        SegmentAddress address, string? expires, string? kid, string? signature, CancellationToken cancellation) =>
        urls.CheckAsync(address.Path, expires, kid, signature, cancellation);

    /// <summary>The segment's bytes, seekable, for the caller to dispose; null when there is none.</summary>
    public async Task<Stream?> OpenAsync(SegmentAddress address, CancellationToken cancellation)
    {
        var publication = await cache.FindAsync(address.VideoId, address.PublicationId, cancellation);
        if (publication is null || !publication.Renditions.ContainsKey(address.Rendition)
            || !StoredPlaylist.IsSegmentName(address.Name))
            return null;
        try
        {
            return await media.OpenReadAsync($"{publication.Prefix}/{address.Rendition}/{address.Name}", cancellation);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}

/// <summary>Which segment of which rendition.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="PublicationId">The publication.</param>
/// <param name="Rendition">The rendition's folder name.</param>
/// <param name="Name">The segment's name.</param>
public sealed record SegmentAddress(Guid VideoId, Guid PublicationId, string Rendition, string Name)
{
    /// <summary>What its signature covers.</summary>
    public string Path => PlaybackAddress.Segment(VideoId, PublicationId, Rendition, Name);
}
