using VodConsole.Core.ApiAccess;
using VodConsole.Core.Keys;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Opens a data key that <see cref="GenerateKMSDataKey"/> made (<c>vod-contract.md</c> §4).</summary>
internal sealed class DecryptKMSDataKey(IssuedDataKeys keys) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
        [new("CipherText", IsRequired: true, Example: "VldLMQEACmlzc3VlZC1rZXkAAAABAb3c…")];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        try
        {
            using var key = await keys.DecryptAsync(call.Actor, call.RequiredText("CipherText"), cancellation);
            return new { key.KeyId, Plaintext = Convert.ToBase64String(key.Plaintext) };
        }
        catch (VodException refusal) when (refusal.Code is ErrorCode.IssuedKeyInvalid)
        {
            throw new RpcException(RpcError.InvalidParameter("CipherText", refusal.Message));
        }
    }
}
