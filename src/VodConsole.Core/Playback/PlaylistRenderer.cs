using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VodConsole.Core.Storage;
using VodConsole.Protocol.Formats.Hls;
using VodConsole.Protocol.Playback;

namespace VodConsole.Core.Playback;

/// <summary>
/// Writes the playlists that one viewer gets: addresses that carry their token or their signature. Whether the viewer may have
/// them is settled before, by <see cref="PlaybackTokens"/>. Thread-safe. What it returns opens the video for as long as the token
/// lives: never to be logged or cached by others.
/// </summary>
public sealed class PlaylistRenderer(
    IDbContextFactory<VodDbContext> contexts,
    IMediaStore media,
    SignedUrls urls,
    UrlAuthentication authentication,
    PublicationCache cache,
    IOptions<PlaybackOptions> options)
{
    /// <summary>The master playlist, or null when the video has no such publication.</summary>
    public async Task<string?> FindMasterAsync(Guid videoId, Guid publicationId, ViewerTokens viewer, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var renditions = await db.Publications.AsNoTracking()
            .Where(publication => publication.Id == publicationId && publication.VideoId == videoId)
            .SelectMany(publication => publication.Renditions)
            .ToListAsync(cancellation);
        if (renditions.Count == 0) return null;
        var variants = renditions.OrderBy(rendition => rendition.PeakBitrate).Select(rendition => Variant(videoId, publicationId, rendition, viewer));
        return new MasterPlaylist { HasIndependentSegments = true, Variants = [.. variants] }.Write();
    }

    /// <summary>
    /// A rendition's media playlist, or null when there is no such rendition. Its segments open as long as somebody needs who plays it through, or as
    /// long as the token has <paramref name="left"/>, whichever is longer: a player that pauses cannot ask for another playlist.
    /// </summary>
    public async Task<string?> FindMediaAsync(
        Guid videoId, Guid publicationId, string rendition, ViewerTokens viewer, TimeSpan left, CancellationToken cancellation)
    {
        var publication = await cache.FindAsync(videoId, publicationId, cancellation);
        if (publication is null || !publication.Renditions.TryGetValue(rendition, out var duration)) return null;
        var playlist = await cache.PlaylistAsync(publication, rendition, ReadAsync, cancellation);
        var whole = TimeSpan.FromSeconds(duration + options.Value.SegmentGraceSeconds);
        var signer = await urls.OpenAsync(whole > left ? whole : left, cancellation);
        var beyond = TimeSpan.FromSeconds(Math.Max(duration, left.TotalSeconds));
        var key = publication.KeyUri is { } elsewhere
            ? KeyElsewhere(elsewhere, viewer)
            // Relative, so that it also holds behind a proxy that adds a path or another host.
            : $"../../../keys/{publication.DataKeyId:N}?{PlaybackAddress.Token}={Uri.EscapeDataString(viewer.Token)}";
        return playlist.Render(key, name =>
        {
            var path = PlaybackAddress.Segment(videoId, publicationId, rendition, name);
            return signer.Sign(path) + authentication.Sign(path, beyond);
        });
    }

    private async Task<string> ReadAsync(string key, CancellationToken cancellation)
    {
        await using var stream = await media.OpenReadAsync(key, cancellation);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellation);
    }

    private VariantStream Variant(Guid videoId, Guid publicationId, PublishedRendition rendition, ViewerTokens viewer)
    {
        var signed = authentication.Sign(PlaybackAddress.Media(videoId, publicationId, rendition.Name), TimeSpan.FromSeconds(rendition.Duration));
        return new VariantStream($"{rendition.Name}/index.m3u8?{viewer.Query}{signed}", rendition.PeakBitrate)
        {
            AverageBandwidth = rendition.AverageBitrate,
            Codecs = rendition.Codecs,
            Width = rendition.Width,
            Height = rendition.Height,
            FrameRate = rendition.FrameRate,
        };
    }

    // Our own token opens the video here; a foreign server gets only what was meant for it.
    private static string KeyElsewhere(string address, ViewerTokens viewer) => viewer.KeyService is { } token
        ? $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{PlaybackAddress.Token}={Uri.EscapeDataString(token)}"
        : address;
}

/// <summary>What a viewer's addresses carry; <c>ToString</c> never shows it.</summary>
/// <param name="token">The playback token.</param>
/// <param name="keyService">The token for a key service of the caller's own; null for none.</param>
public sealed class ViewerTokens(string token, string? keyService = null)
{
    /// <summary>The playback token.</summary>
    public string Token { get; } = token;

    /// <summary>The token for a key service of the caller's own; null for none.</summary>
    public string? KeyService { get; } = keyService;

    /// <summary>Both, as the query of a playlist's address.</summary>
    public string Query => KeyService is null
        ? $"{PlaybackAddress.Token}={Uri.EscapeDataString(Token)}"
        : $"{PlaybackAddress.Token}={Uri.EscapeDataString(Token)}&{PlaybackAddress.KeyServiceToken}={Uri.EscapeDataString(KeyService)}";

    /// <inheritdoc/>
    public override string ToString() => "***";
}
