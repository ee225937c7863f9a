using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>
/// Names that programs give to videos, to call them by their own ids (<c>vod-contract.md</c> §3.1): 6 to 64 of the characters <c>A-Z a-z 0-9 - _</c>,
/// each for one video at most.
/// </summary>
public sealed partial class VideoReferences(IDbContextFactory<VodDbContext> contexts)
{
    /// <summary>Which videos the names stand for; a name of no video is left out. Says nothing of what the asking account may do with them.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> FindAsync(IReadOnlyCollection<string> references, CancellationToken cancellation)
    {
        var known = references.Where(IsValid).Distinct(StringComparer.Ordinal).ToList();
        if (known.Count == 0) return new Dictionary<string, Guid>();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Videos.Where(video => video.ReferenceId != null && known.Contains(video.ReferenceId))
            .ToDictionaryAsync(video => video.ReferenceId!, video => video.Id, StringComparer.Ordinal, cancellation);
    }

    /// <summary>Whether a video could be called that.</summary>
    public static bool IsValid(string reference) => Written().IsMatch(reference);

    /// <summary>
    /// Refuses a name that no video can have, or that another video has, be it only in what <paramref name="db"/> is about to save; null is none. A name
    /// that another one gives up in the same save is still its own: two that exchange names could not be saved one after the other.
    /// </summary>
    /// <exception cref="VodException"><see cref="ErrorCode.ReferenceIdInvalid"/> or <see cref="ErrorCode.ReferenceIdTaken"/>.</exception>
    internal static async Task RequireFreeAsync(VodDbContext db, string? reference, Guid videoId, CancellationToken cancellation)
    {
        if (reference is null) return;
        if (!IsValid(reference)) throw new VodException(ErrorCode.ReferenceIdInvalid);
        if (db.Videos.Local.Any(video => video.ReferenceId == reference && video.Id != videoId)
            || await db.Videos.AnyAsync(video => video.ReferenceId == reference && video.Id != videoId, cancellation))
            throw new VodException(ErrorCode.ReferenceIdTaken, reference);
    }

    /// <summary>Saves, where somebody else may have taken a name of one of <paramref name="videos"/> between the look and the save.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.ReferenceIdTaken"/>.</exception>
    internal static async Task SaveAsync(
        VodDbContext db, IReadOnlyCollection<Video> videos, IDbContextFactory<VodDbContext> contexts, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException failure) when (failure is not DbUpdateConcurrencyException && videos.Any(video => video.ReferenceId is not null))
        {
            await using var fresh = await contexts.CreateDbContextAsync(cancellation);
            foreach (var video in videos) await RequireFreeAsync(fresh, video.ReferenceId, video.Id, cancellation);
            throw;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{6,64}\z")]
    private static partial Regex Written();
}
