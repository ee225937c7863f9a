using VodConsole.Core.ApiAccess;
using VodConsole.Core.Notifications;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Sets where events are told (<c>vod-contract.md</c> §7). It sets all of it anew: what is absent is off. There are no message queues here.
/// </summary>
internal sealed class SetMessageCallback(Callbacks callbacks) : RpcAction
{
    private static readonly string[] OfQueues = ["MnsEndpoint", "MnsQueueName"];

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("CallbackURL", IsRequired: true, Example: "https://www.example.com/your/callback"), new("CallbackType", Example: "HTTP") { Choices = ["HTTP"], Default = "HTTP" },
        new("EventTypeList", Example: "FileUploadComplete,TranscodeComplete") { IsInSamples = true }, new("AuthSwitch", Example: "on") { Choices = ["on", "off"], Default = "off" },
        new("AuthKey", Example: "Dsf346dvet"), RpcCall.AppParameter,
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        const string NoQueues = "This service has no message queues: only HTTP.";
        if (call.Text("CallbackType") is not (null or "HTTP")) throw new RpcException(RpcError.InvalidParameter("CallbackType", NoQueues));
        foreach (var name in OfQueues)
            if (call.Text(name) is not null) throw new RpcException(RpcError.InvalidParameter(name, NoQueues));
        var isSigned = call.Choice(Parameters, "AuthSwitch") == "on";
        var wanted = new NewCallback(
            call.RequiredText("CallbackURL"), call.Text("EventTypeList") ?? "", isSigned,
            isSigned ? call.RequiredText("AuthKey") : call.Text("AuthKey") ?? "");
        await callbacks.SetAsync(call.Actor, call.App(), wanted, seen: null, cancellation);
        return new { };
    }
}
