using VodConsole.Core.ApiAccess;
using VodConsole.Core.Downloads;
using VodConsole.Protocol.Actions;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Lists the register of key files, newest first. Nothing secret is in it. Ours, in the contract's style.</summary>
internal sealed class ListDownloadSecretKeys(KeyFileRegister register) : RpcAction
{
    private const int DefaultSize = 20;

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("AppIdentification", Example: "com.example.app"),
        new("Platform", Example: "Android") { Choices = Enum.GetNames<AppPlatform>() },
        new("Status", Example: "Live") { Choices = Enum.GetNames<KeyFileStatus>() },
        new("PageNo", RpcParameterKind.Integer, Example: "1") { Least = 1, Default = "1" },
        new("PageSize", RpcParameterKind.Integer, Example: "20") { Least = 1, Most = KeyFileRegister.PageLimit, Default = "20" },
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var size = (int)(call.Integer("PageSize", 1, KeyFileRegister.PageLimit) ?? DefaultSize);
        var number = (int)(call.Integer("PageNo", 1, int.MaxValue / KeyFileRegister.PageLimit) ?? 1);
        var search = new KeyFileSearch
        {
            Text = call.Text("AppIdentification"), Platform = Choice<AppPlatform>(call, "Platform"), Status = Choice<KeyFileStatus>(call, "Status"),
        };
        var page = await register.SearchAsync(call.Actor, search, (number - 1) * size, size, cancellation);
        return new { page.Total, PageNo = number, PageSize = size, DownloadSecretKeyList = new { DownloadSecretKey = page.Rows.Select(Describe) } };
    }

    private static object Describe(KeyFileRow row) => new
    {
        KeyFileId = $"{row.Id:N}", Platform = row.Platform.ToString(), AppIdentification = row.App, row.Label, row.Fingerprint,
        Status = row.Status.ToString(), row.CreatedBy, CreationTime = RpcCall.Write(row.CreatedAt), LastUsedTime = RpcCall.Write(row.LastUsedAt),
        ValidUntil = RpcCall.Write(row.ValidUntil), RevokedTime = RpcCall.Write(row.RevokedAt), row.RevokeReason,
    };

    private T? Choice<T>(RpcCall call, string name) where T : struct, Enum =>
        call.Choice(Parameters, name) is { } text ? Enum.Parse<T>(text) : null;
}
