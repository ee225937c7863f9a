using VodConsole.Core.Keys;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Makes a data key for a caller with a key service of their own (<c>vod-contract.md</c> §4). Nothing of it is kept here.</summary>
internal sealed class GenerateKMSDataKey(IssuedDataKeys keys) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } = [];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        using var key = await keys.GenerateAsync(call.Actor, cancellation);
        return new { key.KeyId, CiphertextBlob = key.CipherText, Plaintext = Convert.ToBase64String(key.Plaintext) };
    }
}
