using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Gives a credential with which one video can be played for a while (<c>vod-contract.md</c> §3.1).</summary>
internal sealed class GetVideoPlayAuth(PlayableVideos videos, SecurityTokens temporary, MediaAddresses addresses, TimeProvider clock) : RpcAction
{
    private const long Least = 100, Most = 3000;

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("VideoId", Example: "dfde02284a5c46622a097adaf44a****") { Or = "ReferenceId" }, new("ReferenceId", Example: "123-123"),
        new("AuthInfoTimeout", RpcParameterKind.Integer, Example: "100") { Least = Least, Most = Most, Default = "100" },
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var videoId = call.VideoId();
        var asked = TimeSpan.FromSeconds(call.Integer("AuthInfoTimeout", Least, Most) ?? Least);
        var lifetime = call.Caller.Within(asked, clock.GetUtcNow().UtcDateTime);
        var (found, token) = await videos.AdmitAsync(call.Actor, videoId, lifetime, cancellation);
        var access = await temporary.IssueAsync(call.Caller.Derive([nameof(GetPlayInfo)], videoId), lifetime, cancellation);
        var cover = (await addresses.OpenCoversAsync(call.Server, cancellation)).Of(found);
        return new { VideoMeta = PlayAuth.MetaOf(found, cover), PlayAuth = PlayAuth.Write(access, token, found, cover, call.Host) };
    }
}
