using VodConsole.Core.Notifications;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Says where events are told, the signing key included (<c>vod-contract.md</c> §7). Without settings the texts are empty.</summary>
internal sealed class GetMessageCallback(Callbacks callbacks) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } = [RpcCall.AppParameter];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var app = call.App();
        var state = await callbacks.ReadAsync(call.Actor, app, cancellation);
        return new
        {
            MessageCallback = new
            {
                AppId = app, CallbackType = "HTTP", CallbackURL = state?.Url ?? "", EventTypeList = state?.Events ?? "",
                AuthSwitch = state?.IsSigned == true ? "on" : "off",
                AuthKey = state?.HasKey == true ? await callbacks.ReadKeyAsync(call.Actor, app, cancellation) ?? "" : "",
            },
        };
    }
}
