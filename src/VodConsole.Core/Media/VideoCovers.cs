using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Storage;

namespace VodConsole.Core.Media;

/// <summary>Opens cover images for those who may see the library.</summary>
public sealed class VideoCovers(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IMediaStore store)
{
    /// <summary>The video's cover (JPEG) and the key that names this version of it; null when there is none.</summary>
    public async Task<(Stream Content, string Key)?> FindAsync(Actor actor, Guid videoId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var key = await db.Videos.Where(video => video.Id == videoId).Select(video => video.CoverKey).SingleOrDefaultAsync(cancellation);
        if (key is null) return null;
        try
        {
            return (await store.OpenReadAsync(key, cancellation), key);
        }
        catch (FileNotFoundException)
        {
            // A newer cover took its place after we looked.
            return null;
        }
    }
}
