using VodConsole.Core.Playback;
using VodConsole.Protocol.Playback;

namespace VodConsole.Core.Media;

/// <summary>
/// Makes the signed addresses by which programs' users get covers and sources (<see cref="SignedMedia"/>). Making one is asking for nothing: whoever calls
/// has asked for the right.
/// </summary>
public sealed class MediaAddresses(SignedUrls urls)
{
    /// <summary>How long a cover's address holds.</summary>
    public static readonly TimeSpan CoverLifetime = TimeSpan.FromHours(24);

    /// <summary>A signer of covers' addresses that all end at the same time.</summary>
    /// <param name="server">The address that the client reached this server under, without a slash at its end.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<CoverSigner> OpenCoversAsync(string server, CancellationToken cancellation) =>
        new(server, await urls.OpenAsync(CoverLifetime, cancellation));

    /// <summary>The address of a video's source.</summary>
    public async Task<string> OfSourceAsync(string server, Guid videoId, TimeSpan lifetime, CancellationToken cancellation)
    {
        var path = PlaybackAddress.Source(videoId);
        return $"{server}{path}?{(await urls.OpenAsync(lifetime, cancellation)).Sign(path)}";
    }
}

/// <summary>Signs covers' addresses; see <see cref="MediaAddresses"/>.</summary>
public sealed class CoverSigner
{
    private readonly string server;
    private readonly UrlSigner signer;

    internal CoverSigner(string server, UrlSigner signer) => (this.server, this.signer) = (server, signer);

    /// <summary>The address of the cover that was made from the video itself; null when there is none.</summary>
    public string? Of(Video video) => video.CoverKey is null ? null : Of(video.Id);

    /// <summary>What players show of a video before it plays: the address that it was given, or its own cover's; null when it has neither.</summary>
    public string? Of(PlayableVideo video) => video.CoverUrl ?? (video.HasCover ? Of(video.Id) : null);

    private string Of(Guid videoId)
    {
        var path = PlaybackAddress.Cover(videoId);
        return $"{server}{path}?{signer.Sign(path)}";
    }
}
