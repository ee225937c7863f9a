using Microsoft.EntityFrameworkCore;

namespace VodConsole.Core.Media;

/// <summary>What a <see cref="VideoSearch"/> means in the database: the one reading of it, for lists and for acts on all that match.</summary>
internal static class VideoFilter
{
    /// <summary>The videos of <paramref name="db"/> that match, in no order and not tracked.</summary>
    public static async Task<IQueryable<Video>> ApplyAsync(VodDbContext db, VideoSearch search, CancellationToken cancellation)
    {
        var videos = db.Videos.AsNoTracking();
        if (search.Status is { } status) videos = videos.Where(video => video.Status == status);
        if (search.IsOfflineDisabled is { } isDisabled) videos = videos.Where(video => video.IsOfflineDisabled == isDisabled);
        if (search.Tag is { Length: > 0 } tag) videos = videos.Where(video => ("," + video.Tags + ",").Contains("," + tag + ","));
        if (search.CategoryId is { } categoryId)
        {
            var within = (await CategoryTree.ReadAsync(db, cancellation)).Within(categoryId);
            videos = within is [var only]
                ? videos.Where(video => video.CategoryId == only)
                : videos.Where(video => within.Contains(video.CategoryId!.Value));
        }
        if (search.Text?.Trim() is { Length: > 0 } text)
        {
            var part = text.ToUpperInvariant();
            videos = Guid.TryParse(text, out var id)
                ? videos.Where(video => video.Id == id || video.SearchTitle.Contains(part))
                : videos.Where(video => video.SearchTitle.Contains(part));
        }
        return videos;
    }
}
