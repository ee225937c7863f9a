using VodConsole.Core.ApiAccess;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Media;
using VodConsole.Protocol.Actions;
using VodConsole.Protocol.Signing;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Changes what is said of up to twenty videos (<c>vod-contract.md</c> §6), in one save: a call that is refused has changed nothing. Videos that there are
/// not are named in the answer, and the others are changed.
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

        var named = items.Select(item => (Item: item, Id: IdOf(call, item))).ToList();
        var changes = named.Where(one => one.Id is not null).Select(one => new ChangeOfVideo(one.Id!.Value, one.Item.Change)).ToList();
        var absent = await editing.ChangeAllAsync(call.Actor, changes, cancellation);
        var missing = named.Where(one => one.Id is not { } id || absent.Contains(id)).Select(one => one.Item).ToList();
        return new
        {
            // A call that may not touch one of its videos is refused as a whole.
            ForbiddenVideoIds = Array.Empty<string>(),
            NonExistVideoIds = missing.Select(item => item.VideoId).OfType<string>(),
            NonExistReferenceIds = missing.Where(item => item.VideoId is null).Select(item => item.ReferenceId),
        };
    }

    private static Guid? IdOf(RpcCall call, VideoUpdate item) =>
        item.VideoId is { } text ? RpcCall.Id(text) : call.VideoOf(item.ReferenceId!);

    // What does not read is refused when the operation runs; it names nothing.
    private static IReadOnlyList<VideoUpdate> Named(RequestParameters parameters) => VideoUpdate.Read(parameters[Content] ?? "") ?? [];
}
