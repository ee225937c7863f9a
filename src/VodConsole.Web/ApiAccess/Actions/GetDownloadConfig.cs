using VodConsole.Core.Downloads;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Says whether end users may download, and how. Ours, in the contract's style: the real service has it in its console only.</summary>
internal sealed class GetDownloadConfig(DownloadConfiguration configuration) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } = [];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation) =>
        Describe(await configuration.ReadAsync(call.Actor, cancellation));

    /// <summary>The settings as answers write them: while downloads are off there is no mode.</summary>
    internal static object Describe(DownloadState state) => new
    {
        DownloadSwitch = state.Mode == DownloadMode.Off ? "off" : "on",
        DownloadMode = state.Mode == DownloadMode.Off ? null : state.Mode.ToString(),
        ModificationTime = state.ChangedAt is { } at ? RpcCall.Write(at) : null,
    };
}
