using System.Net;
using System.Security.Cryptography;
using VodConsole.Protocol.Formats.Hls;
using VodConsole.Protocol.Playback;

namespace VodConsole.Web.Verbs.Doctor;

/// <summary>Plays a published video over HTTP as any player would, knowing nothing but the master playlist's address.</summary>
internal sealed class DoctorStream(HttpClient http, Uri master)
{
    private readonly Dictionary<Uri, byte[]> keys = [];

    /// <summary>The keys that the playlists led to.</summary>
    public IEnumerable<byte[]> Keys => keys.Values;

    /// <summary>Fetches and decrypts everything.</summary>
    public async Task<IReadOnlyList<PlayedRendition>> PlayAsync(CancellationToken cancellation)
    {
        List<PlayedRendition> played = [];
        foreach (var variant in MasterPlaylist.Parse(await http.GetStringAsync(master, cancellation)).Variants)
        {
            var address = new Uri(master, variant.Uri);
            var media = MediaPlaylist.Parse(await http.GetStringAsync(address, cancellation));
            var clear = new MemoryStream();
            foreach (var segment in media.Segments)
                await AppendAsync(address, segment, clear, cancellation);
            clear.Position = 0;
            var name = PlaybackAddress.DefinitionOf(address)?.ToString() ?? variant.Uri;
            played.Add(new PlayedRendition(name, variant.Width, variant.Height, media, clear));
        }

        return played;
    }

    /// <summary>The status that an address answers with another token in place of its own.</summary>
    public static async Task<HttpStatusCode> AskAsync(HttpClient http, Uri address, string? token, CancellationToken cancellation)
    {
        var query = token is null ? "" : $"?{PlaybackAddress.Token}={Uri.EscapeDataString(token)}";
        using var response = await http.GetAsync(address.GetLeftPart(UriPartial.Path) + query, cancellation);
        return response.StatusCode;
    }

    private async Task AppendAsync(Uri playlist, MediaSegment segment, MemoryStream clear, CancellationToken cancellation)
    {
        if (segment.Key is not { Iv: { } iv } encryption) throw new FormatException($"{segment.Uri.Split('?')[0]} is not encrypted.");
        var keyAddress = new Uri(playlist, encryption.Uri);
        if (!keys.TryGetValue(keyAddress, out var key))
            keys[keyAddress] = key = await http.GetByteArrayAsync(keyAddress, cancellation);
        await using var stored = await http.GetStreamAsync(new Uri(playlist, segment.Uri), cancellation);
        var begin = clear.Length;
        try
        {
            await SegmentCipher.DecryptAsync(stored, clear, key, iv, cancellation);
        }
        catch (CryptographicException error)
        {
            throw new FormatException($"{segment.Uri.Split('?')[0]} does not decrypt.", error);
        }

        if (!ClearSegment.Looks(clear.GetBuffer().AsSpan((int)begin, (int)(clear.Length - begin))))
            throw new FormatException($"{segment.Uri.Split('?')[0]} decrypts to something that is no MPEG transport stream.");
    }
}

/// <summary>A rendition, decrypted in memory.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Width">Pixels; null for audio alone.</param>
/// <param name="Height">Pixels; null for audio alone.</param>
/// <param name="Media">Its playlist.</param>
/// <param name="Clear">Its segments, one after the other.</param>
internal sealed record PlayedRendition(string Name, int? Width, int? Height, MediaPlaylist Media, MemoryStream Clear);
