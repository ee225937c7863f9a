using VodConsole.Core.ApiAccess;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Actions;
using VodConsole.Protocol.Signing;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Changes what is said of up to twenty videos (<c>vod-contract.md</c> §6). Everything that can be judged is judged before the first change, so that a call
/// that is refused has changed nothing.
/// </summary>
internal sealed class UpdateVideoInfos(VideoEditing editing) : RpcAction
{
    private const string Content = "UpdateContent";

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
        [new(Content, IsRequired: true, Example: """[{"VideoId":"f45cf4eba5cb90233389558c39****","Title":"My video"}]""")];

    /// <inheritdoc/>
    public override IEnumerable<string> References(RequestParameters parameters) =>
        Named(parameters).Where(item => item.VideoId is null).Select(item => item.ReferenceId).OfType<string>();

    /// <inheritdoc/>
    public override IEnumerable<string> Resources(RequestParameters parameters) =>
        base.Resources(parameters).Concat(Named(parameters).Select(item => item.VideoId).OfType<string>().Select(PolicyResources.Video));

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var items = VideoUpdate.Read(call.RequiredText(Content)) ?? throw new RpcException(RpcError.Invalid(Content));
        if (items.Count > VideoSelection.Most) throw new RpcException(VideoErrors.TooMany("VideoIds", VideoSelection.Most));
        foreach (var item in items)
        {
            if (item.VideoId is null && item.ReferenceId is null) throw new RpcException(RpcError.Missing("VideoId"));
            item.Change.Check();
        }

        var (absentIds, absentReferences) = (new List<string>(), new List<string>());
        foreach (var item in items)
        {
            if (await TryAsync(call, item, cancellation)) continue;
            if (item.VideoId is { } id) absentIds.Add(id);
            else absentReferences.Add(item.ReferenceId!);
        }

        // A call that may not touch one of its videos is refused as a whole.
        return new { ForbiddenVideoIds = Array.Empty<string>(), NonExistVideoIds = absentIds, NonExistReferenceIds = absentReferences };
    }

    private async Task<bool> TryAsync(RpcCall call, VideoUpdate item, CancellationToken cancellation)
    {
        var id = item.VideoId is { } text ? Guid.TryParseExact(text, "N", out var named) ? named : null : call.VideoOf(item.ReferenceId!);
        if (id is not { } videoId) return false;
        try
        {
            await editing.ChangeAsync(call.Actor, videoId, item.Change, cancellation);
            return true;
        }
        catch (VodException refusal) when (refusal.Code == ErrorCode.VideoNotFound)
        {
            return false;
        }
    }

    // What does not read is refused when the operation runs; it names nothing.
    private static IReadOnlyList<VideoUpdate> Named(RequestParameters parameters) => VideoUpdate.Read(parameters[Content] ?? "") ?? [];
}
