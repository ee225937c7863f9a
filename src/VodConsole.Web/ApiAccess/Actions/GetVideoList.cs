using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Lists videos by states, category and time of creation, a page at a time (<c>vod-contract.md</c> §6).</summary>
internal sealed class GetVideoList(VideoListing listing, MediaAddresses addresses) : RpcAction
{
    private const int DefaultSize = 10;

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("Status", Example: "Uploading,Normal"), new("StartTime", RpcParameterKind.Time, Example: "2026-01-11T12:00:00Z"),
        new("EndTime", RpcParameterKind.Time, Example: "2026-01-11T13:00:00Z"), new("CateId", RpcParameterKind.Integer, Example: "1") { Least = 1 },
        new("PageNo", RpcParameterKind.Integer, Example: "1") { Least = 1, Default = "1" },
        new("PageSize", RpcParameterKind.Integer, Example: "10") { Least = 1, Most = VideoListing.PageLimit, Default = "10" },
        new("SortBy", Example: "CreationTime:Desc") { Choices = ["CreationTime:Desc", "CreationTime:Asc"], Default = "CreationTime:Desc" }, new("StorageLocation", Example: VideoAnswer.Local),
        new("ReferenceIds", Example: "123-123,1234-1234"),
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var filter = FilterOf(call);
        var (pageNo, pageSize) = ((int)(call.Integer("PageNo", 1, int.MaxValue) ?? 1), (int)(call.Integer("PageSize", 1, VideoListing.PageLimit) ?? DefaultSize));
        if (call.Text("StorageLocation") is { } place && place != VideoAnswer.Local) return Answer([], 0);
        var page = await listing.ReadAsync(call.Actor, filter, pageNo, pageSize, cancellation);
        var covers = await addresses.OpenCoversAsync(call.Server, cancellation);
        return Answer(
            page.Videos.Select(video => VideoAnswer.Of(video, CategoryAnswer.NameOf(page.Categories, video), covers, snapshot => new { Snapshot = snapshot })), page.Total);
    }

    private static object Answer(IEnumerable<VideoAnswer> videos, int total) => new { Total = total, VideoList = new { Video = videos } };

    private VideoListFilter FilterOf(RpcCall call)
    {
        var (from, until) = (call.Time("StartTime"), call.Time("EndTime"));
        if (from is not null && until <= from) throw new RpcException(RpcError.Invalid("EndTime"));
        return new VideoListFilter
        {
            Statuses = StatusesOf(call), CategoryId = (int?)call.Integer("CateId", 1, int.MaxValue), From = from,
            Only = call.List("ReferenceIds", VideoSelection.Most)?.Select(call.VideoOf).OfType<Guid>().ToList(),
            Until = until is { } second ? NamedSecond.EndOf(second) : null,
            IsDescending = call.Choice(Parameters, "SortBy") == "CreationTime:Desc",
        };
    }

    private static VideoStatus[] StatusesOf(RpcCall call)
    {
        var known = Enum.GetValues<VideoStatus>().ToDictionary(status => status.ToString(), StringComparer.Ordinal);
        VideoStatus[] wanted = [.. (call.List("Status", 100) ?? []).Select(name => known.TryGetValue(name, out var status) ? status : throw new RpcException(RpcError.Invalid("Status")))];
        return wanted.Length == known.Count ? [] : wanted;
    }
}
