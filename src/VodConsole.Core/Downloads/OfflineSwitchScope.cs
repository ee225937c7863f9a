using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads;

/// <summary>Which videos a run takes: some that a person selected, or all that match a search.</summary>
public sealed class OfflineSwitchScope
{
    /// <summary>Videos that can be selected one by one; more than that is a search.</summary>
    public const int SelectionLimit = 2000;

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    private OfflineSwitchScope(VideoSearch? search, IReadOnlyList<Guid> selection) => (Search, Selection) = (search, selection);

    /// <summary>The search; null for a selection.</summary>
    public VideoSearch? Search { get; }

    /// <summary>The selected videos, without repeats; empty for a search.</summary>
    public IReadOnlyList<Guid> Selection { get; }

    /// <summary>Whether it is the whole library: a search that leaves nothing out.</summary>
    public bool IsEverything => Search is
    {
        Status: null, IsOfflineDisabled: null, CategoryId: null, Tag: null or "",
    } && string.IsNullOrWhiteSpace(Search.Text);

    /// <summary>All videos that match; their order means nothing here.</summary>
    public static OfflineSwitchScope Of(VideoSearch search) => new(search with { Sort = default, IsDescending = false }, []);

    /// <summary>Some videos. Those that do not exist count for nothing.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.OfflineScopeInvalid"/> when there are none, or more than <see cref="SelectionLimit"/>.</exception>
    public static OfflineSwitchScope Of(IEnumerable<Guid> videoIds)
    {
        var selection = videoIds.Distinct().Take(SelectionLimit + 1).ToList();
        return selection.Count is > 0 and <= SelectionLimit
            ? new OfflineSwitchScope(null, selection)
            : throw new VodException(ErrorCode.OfflineScopeInvalid, SelectionLimit);
    }

    /// <summary>The scope that a run keeps.</summary>
    public static OfflineSwitchScope Of(OfflineSwitchRun run) => run.Search is { } search
        ? new OfflineSwitchScope(ReadSearch(search), [])
        : new OfflineSwitchScope(null, JsonSerializer.Deserialize<Guid[]>(run.Selection!)!);

    internal static VideoSearch ReadSearch(string json) => JsonSerializer.Deserialize<VideoSearch>(json, Json)!;

    internal string? SearchJson => Search is null ? null : JsonSerializer.Serialize(Search, Json);

    internal string? SelectionJson => Search is null ? JsonSerializer.Serialize(Selection) : null;

    /// <summary>The videos in scope, not tracked and in no order.</summary>
    internal async Task<IQueryable<Video>> InAsync(VodDbContext db, CancellationToken cancellation) => Search is null
        ? db.Videos.AsNoTracking().Among(Selection)
        : await VideoFilter.ApplyAsync(db, Search, cancellation);
}

internal static class VideoAmong
{
    /// <summary>Those with one of these ids, which travel as one parameter, however many they are.</summary>
    public static IQueryable<Video> Among(this IQueryable<Video> videos, IEnumerable<Guid> ids)
    {
        var keys = ids.ToArray();
        return videos.Where(video => EF.Parameter(keys).Contains(video.Id));
    }
}
