using System.Security.Cryptography;
using VodConsole.Protocol.Formats.Hls;
using VodConsole.Protocol.Playback;

namespace VodConsole.Sdk.Playback;

/// <summary>
/// Follows an HLS stream as a player does (master playlist, renditions, key, segments) and reports what it finds. It decrypts
/// segments in memory to see that they are what they should be, and keeps nothing: in contrast to a downloader it answers
/// "would this play?". Thread-safe; holds no state between calls.
/// </summary>
/// <remarks>Only MPEG-TS segments, clear or AES-128 (RFC 8216 §4.3.2.4), are understood.</remarks>
/// <param name="http">Makes the requests; its timeout and proxy count. Not disposed here.</param>
public sealed class StreamInspector(HttpClient http)
{
    /// <summary>Inspects one stream.</summary>
    /// <param name="playlist">Address of the master playlist, token and all; a media playlist on its own will also do.</param>
    /// <param name="depth">How many segments to fetch and decrypt.</param>
    /// <param name="cancellation">Ends the inspection.</param>
    /// <returns>What was found; every rendition in it has passed its checks.</returns>
    /// <exception cref="StreamRefusedException">The server said no: no token, an expired one, or one for another video.</exception>
    /// <exception cref="StreamUnreachableException">No answer, or one that is neither a success nor a refusal.</exception>
    /// <exception cref="StreamDamagedException">An answer that is no valid part of a stream, or that does not decrypt.</exception>
    public async Task<StreamReport> InspectAsync(Uri playlist, InspectionDepth depth, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(playlist);
        using var source = new StreamSource(http);
        var text = await source.TextAsync(playlist, cancellation);
        if (!text.Contains("#EXT-X-STREAM-INF:", StringComparison.Ordinal))
        {
            var alone = await InspectAsync(source, playlist, null, Read(playlist, text, MediaPlaylist.Parse), depth, cancellation);
            return new StreamReport(playlist.GetLeftPart(UriPartial.Path), [alone]);
        }

        var renditions = new List<RenditionReport>();
        foreach (var variant in Read(playlist, text, MasterPlaylist.Parse).Variants)
        {
            var address = Resolve(playlist, variant.Uri);
            var media = Read(address, await source.TextAsync(address, cancellation), MediaPlaylist.Parse);
            renditions.Add(await InspectAsync(source, address, variant, media, depth, cancellation));
        }

        return new StreamReport(playlist.GetLeftPart(UriPartial.Path), renditions);
    }

    private static async Task<RenditionReport> InspectAsync(
        StreamSource source, Uri address, VariantStream? variant, MediaPlaylist media, InspectionDepth depth, CancellationToken cancellation)
    {
        if (!media.IsClosed) throw new StreamDamagedException(address, "The playlist has no end: it is unfinished or live.");
        if (media.Segments.Count == 0) throw new StreamDamagedException(address, "The playlist names no segment.");
        var picked = Pick(media.Segments.Count, depth);
        long bytes = 0;
        foreach (var at in picked)
            bytes += await CheckAsync(source, address, media.Segments[at], media.MediaSequence + at, cancellation);

        return new RenditionReport
        {
            Definition = PlaybackAddress.DefinitionOf(address),
            Width = variant?.Width,
            Height = variant?.Height,
            Bandwidth = variant?.Bandwidth,
            Codecs = variant?.Codecs,
            Segments = media.Segments.Count,
            Duration = media.Duration,
            Encrypted = media.Segments.All(segment => segment.Key is not null),
            CheckedSegments = picked.Length,
            CheckedBytes = bytes,
        };
    }

    private static int[] Pick(int count, InspectionDepth depth) => depth switch
    {
        InspectionDepth.All => [.. Enumerable.Range(0, count)],
        InspectionDepth.Samples => [.. new[] { 0, count / 2, count - 1 }.Distinct()],
        _ => throw new ArgumentOutOfRangeException(nameof(depth), depth, "Unknown depth."),
    };

    private static async Task<long> CheckAsync(
        StreamSource source, Uri playlist, MediaSegment segment, long number, CancellationToken cancellation)
    {
        var address = Resolve(playlist, segment.Uri);
        var stored = await source.SegmentAsync(address, cancellation);
        if (segment.Key is not { } encryption)
        {
            TransportStream.Require(stored, address);
            return stored.Length;
        }

        if (TransportStream.Looks(stored))
            throw new StreamDamagedException(address, "The playlist calls this segment encrypted, but it is stored in the clear.");
        var key = await source.KeyAsync(Resolve(playlist, encryption.Uri), cancellation);
        using var clear = new MemoryStream(stored.Length);
        try
        {
            // Without an IV attribute it is the segment's number (RFC 8216 §5.2).
            await SegmentCipher.DecryptAsync(
                new MemoryStream(stored), clear, key, encryption.Iv ?? (UInt128)number, cancellation);
        }
        catch (CryptographicException error)
        {
            throw new StreamDamagedException(address, "The segment does not decrypt with the key that its playlist names.", error);
        }

        TransportStream.Require(clear.GetBuffer().AsSpan(0, (int)clear.Length), address);
        return clear.Length;
    }

    private static T Read<T>(Uri address, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException error)
        {
            throw new StreamDamagedException(address, $"The answer is no HLS playlist that is known here. {error.Message}", error);
        }
    }

    private static Uri Resolve(Uri playlist, string reference) =>
        Uri.TryCreate(playlist, reference, out var address)
            ? address
            : throw new StreamDamagedException(playlist, "The playlist holds an address that is none.");
}

/// <summary>How much of a stream to fetch.</summary>
public enum InspectionDepth
{
    /// <summary>The first, the middle and the last segment of each rendition.</summary>
    Samples,
    /// <summary>Every segment.</summary>
    All,
}
