using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Says what is known of several videos, and which of them there are not (<c>vod-contract.md</c> §6).</summary>
internal sealed class GetVideoInfos(VideoDetails details) : RpcAction
{
    private const int Most = 20;

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
        [new("VideoIds", IsRequired: true, Example: "7753d144efd8e649c6c45fe0579****,7753d144efd74d6c45fe0570****")];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var names = call.RequiredText("VideoIds").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length > Most) throw new RpcException(new RpcError("VideoIdsExceededMax", 400, $"The VideoIds exceeds maximum of {Most}."));
        var (found, absent) = (new List<object>(), new List<string>());
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (Guid.TryParseExact(name, "N", out var id) && await details.FindAsync(call.Actor, id, cancellation) is { } video) found.Add(VideoAnswer.Of(video));
            else absent.Add(name);
        }

        return new { VideoList = found, NonExistVideoIds = absent };
    }
}
