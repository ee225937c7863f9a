using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;
using VodConsole.Core.Media.Search;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Finds media by an expression (<c>vod-contract.md</c> §6 and the search protocol of the real service). There are no images and no attached media here,
/// so a search for those finds none.
/// </summary>
internal sealed class SearchMedia(MediaSearch search, MediaAddresses addresses) : RpcAction
{
    private const int DefaultSize = 10, MostSorts = 3;

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    // What an answer has of a video without being asked.
    private static readonly string[] Always = ["VideoId", "AudioId", "Title", "Status", "CoverURL", "CreationTime", "ModificationTime"];

    // Known to the contract, and never there to be said.
    private static readonly string[] Never = ["SpriteSnapshots", "RestoreStatus", "RestoreExpiration", "AiData", "AiRoughData"];

    private static readonly HashSet<string> Known =
        [.. typeof(VideoAnswer).GetProperties().Select(property => property.Name), .. Always, .. Never];

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("SearchType", Example: "video") { Choices = ["video", "audio", "image", "attached"], Default = "video" }, new("Match", Example: "Title = 'cars' and Status in ('Normal','Blocked')") { IsInSamples = true }, new("Fields", Example: "Title,CoverURL"),
        new("SortBy", Example: "CreationTime:Desc") { Default = "CreationTime:Desc" }, new("PageNo", RpcParameterKind.Integer, Example: "1") { Least = 1, Default = "1" },
        new("PageSize", RpcParameterKind.Integer, Example: "10") { Least = 1, Most = MediaSearch.PageLimit, Default = "10" },
        new("ScrollToken", Example: "AAAAAGoJ"),
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var fields = call.List("Fields", 100) ?? [];
        if (fields.FirstOrDefault(field => !Known.Contains(field)) is not null) throw new RpcException(RpcError.Invalid("Fields"));
        var (pageNo, pageSize) = ((int?)call.Integer("PageNo", 1, int.MaxValue), (int)(call.Integer("PageSize", 1, MediaSearch.PageLimit) ?? DefaultSize));
        var sort = SortOf(call);
        MediaKind kind;
        switch (call.Text("SearchType"))
        {
            case null or "video":
                kind = MediaKind.Video;
                break;
            case "audio":
                kind = MediaKind.Audio;
                break;
            case "image" or "attached":
                return new { Total = 0, MediaList = Array.Empty<object>() };
            default:
                throw new RpcException(RpcError.Invalid("SearchType"));
        }

        var page = await search.ReadAsync(
            call.Actor, new MediaQuery(kind, call.Text("Match"), sort, pageNo, pageSize, call.Text("ScrollToken")), cancellation);
        var covers = await addresses.OpenCoversAsync(call.Server, cancellation);
        var kept = new HashSet<string>([.. Always, .. fields], StringComparer.Ordinal);
        return new
        {
            page.Total, ScrollToken = sort.Count == 1 ? page.Scroll : null,
            MediaList = page.Videos.Select(video => Item(kind, video, CategoryAnswer.NameOf(page.Categories, video), covers, kept)),
        };
    }

    private static object Item(MediaKind kind, Video video, string? category, CoverSigner covers, HashSet<string> kept)
    {
        var facts = JsonSerializer.SerializeToNode(VideoAnswer.Of(video, category, covers, snapshot => snapshot), Json)!.AsObject();
        foreach (var name in facts.Select(pair => pair.Key).Where(name => !kept.Contains(name)).ToList()) facts.Remove(name);
        var isAudio = kind == MediaKind.Audio;
        if (isAudio)
        {
            facts.Remove("VideoId");
            facts["AudioId"] = $"{video.Id:N}";
        }

        return new
        {
            MediaId = $"{video.Id:N}", MediaType = isAudio ? "audio" : "video", CreationTime = RpcCall.Write(video.CreatedAt),
            Video = isAudio ? null : facts, Audio = isAudio ? facts : (JsonObject?)null,
        };
    }

    private static List<MediaSort> SortOf(RpcCall call)
    {
        var names = call.List("SortBy", 100) ?? [];
        if (names.Count > (call.Text("ScrollToken") is null ? MostSorts : 1))
            throw new RpcException(VideoErrors.TooManySorts);
        return names.Count == 0 ? [new MediaSort(ByModification: false, IsDescending: true)] : [.. names.Select(Sort)];
    }

    private static MediaSort Sort(string name) => name switch
    {
        "CreationTime:Desc" => new(false, true),
        "CreationTime:Asc" => new(false, false),
        "ModificationTime:Desc" => new(true, true),
        "ModificationTime:Asc" => new(true, false),
        _ => throw new RpcException(RpcError.Invalid("SortBy")),
    };
}
