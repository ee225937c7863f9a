using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Playback;
using VodConsole.Core.Storage;
using VodConsole.Protocol.Playback;

namespace VodConsole.Core.Media;

/// <summary>
/// Opens covers and sources to whoever holds a signed address of <see cref="MediaAddresses"/>. A source is not encrypted; its address is made only for
/// accounts that may change media.
/// </summary>
public sealed class SignedMedia(IDbContextFactory<VodDbContext> contexts, SignedUrls urls, IMediaStore store)
{
    /// <summary>Whether an address holds now; ask this before anything is opened.</summary>
    public Task<bool> CheckAsync(string path, string? expires, string? kid, string? signature, CancellationToken cancellation) =>
        urls.CheckAsync(path, expires, kid, signature, cancellation);

    /// <summary>The video's cover (JPEG), for the caller to dispose; null when there is none.</summary>
    public async Task<Stream?> OpenCoverAsync(Guid videoId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await OpenAsync(await db.Videos.Where(video => video.Id == videoId).Select(video => video.CoverKey).SingleOrDefaultAsync(cancellation), cancellation);
    }

    /// <summary>The video's source and its file's name, for the caller to dispose; null when there is none.</summary>
    public async Task<(Stream Content, string FileName)?> OpenSourceAsync(Guid videoId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await db.Videos.Where(video => video.Id == videoId).Select(video => new { video.SourceKey, video.FileName }).SingleOrDefaultAsync(cancellation);
        return await OpenAsync(found?.SourceKey, cancellation) is { } content ? (content, found!.FileName) : null;
    }

    private async Task<Stream?> OpenAsync(string? key, CancellationToken cancellation)
    {
        if (key is null) return null;
        try
        {
            return await store.OpenReadAsync(key, cancellation);
        }
        catch (FileNotFoundException)
        {
            // Deleted, or replaced by another, after we looked.
            return null;
        }
    }
}
