using VodConsole.Core.ApiAccess;
using VodConsole.Core.Downloads;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Ends a key file for good: from the next decision on no download is authorised by it. Ours, in the contract's style.</summary>
internal sealed class RevokeDownloadSecretKey(KeyFileRegister register) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
        [new("KeyFileId", IsRequired: true, Example: "3cbdf0e498889034858363cbbc41b996"), new("Reason", IsRequired: true, Example: "The keystore leaked")];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        if (RpcCall.Id(call.RequiredText("KeyFileId")) is not { } id) throw new RpcException(RpcError.Invalid("KeyFileId"));
        await register.RevokeAsync(call.Actor, id, call.RequiredText("Reason"), cancellation);
        return new { KeyFileId = $"{id:N}" };
    }
}
