using VodConsole.Core.Notifications;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Tells nobody of events any more (<c>vod-contract.md</c> §7). Doing so twice is no error.</summary>
internal sealed class DeleteMessageCallback(Callbacks callbacks) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } = [RpcCall.AppParameter];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        await callbacks.DeleteAsync(call.Actor, call.App(), cancellation);
        return new { };
    }
}
