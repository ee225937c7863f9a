using VodConsole.Core.ApiAccess;
using VodConsole.Core.Downloads;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Sets whether end users may download, and how. A program agrees to no preview: it is taken and agreed to in one go, and again when
/// the numbers change in between.
/// </summary>
internal sealed class SetDownloadConfig(DownloadConfiguration configuration) : RpcAction
{
    private const int Attempts = 5;

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
        [
        new("DownloadSwitch", IsRequired: true, Example: "on") { Choices = ["on", "off"] },
        new("DownloadMode", Example: "Secure") { Choices = ["Normal", "Secure"], IsInSamples = true },
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var wanted = ModeOf(call);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var preview = await configuration.PreviewAsync(call.Actor, wanted, cancellation);
            var change = await configuration.ApplyAsync(call.Actor, wanted, preview.Hash, preview.Version, cancellation);
            if (change.Outcome == DownloadChangeOutcome.Done) return GetDownloadConfig.Describe(change.State);
        }

        throw new VodException(ErrorCode.ChangedMeanwhile);
    }

    private static DownloadMode ModeOf(RpcCall call) => (call.RequiredText("DownloadSwitch"), call.Text("DownloadMode")) switch
    {
        ("off", _) => DownloadMode.Off,
        ("on", "Normal") => DownloadMode.Normal,
        ("on", "Secure") => DownloadMode.Secure,
        ("on", null) => throw new RpcException(RpcError.Missing("DownloadMode")),
        ("on", _) => throw new RpcException(RpcError.Invalid("DownloadMode")),
        _ => throw new RpcException(RpcError.Invalid("DownloadSwitch")),
    };
}
