using System.Text.Json;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Queues a transcoding (<c>vod-contract.md</c> §4, §5). A parameter that this service has nothing for is refused rather than dropped.
/// </summary>
internal sealed class SubmitTranscodeJobs(TranscodeOrders orders, TranscodeJobs jobs) : RpcAction
{
    private const int SessionLimit = 50;
    private static readonly string[] Unsupported = ["OverrideParams", "PipelineId"];

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("VideoId", Example: "142710f878bd42508932f660d7b1a2c3") { Or = "ReferenceId" }, new("ReferenceId", Example: "123-123"),
        new("TemplateGroupId", IsRequired: true, Example: TemplateGroup.Ladder.Id),
        new("Priority", RpcParameterKind.Integer, Example: "6") { Least = 1, Most = 10, Default = "6" },
        new("EncryptConfig", Example: """{"CipherText":"…","DecryptKeyUri":"https://app.example.org/decrypt?CipherText=…","KeyServiceType":"KMS"}"""),
        new("UserData", Example: """{"Extend":{"localId":"4711"}}"""), new("SessionId", Example: "5c62d40299034bbaa4c195da330e7f10"),
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var videoId = call.VideoId();
        foreach (var name in Unsupported)
            if (call.Text(name) is not null) throw new RpcException(RpcError.InvalidParameter(name, "This service has nothing for it."));
        if (!TemplateGroup.TryRead(call.RequiredText("TemplateGroupId"), out var group)) throw new RpcException(TranscodeErrors.NoSuchResource);
        var session = call.Text("SessionId");
        if (session?.Length > SessionLimit) throw new RpcException(RpcError.InvalidParameter("SessionId", $"It has at most {SessionLimit} characters."));
        var order = new TranscodeOrder(group.Value)
        {
            Priority = (int)(call.Integer("Priority", 1, 10) ?? TranscodeTask.DefaultPriority),
            UserData = call.Text("UserData"),
            KeyService = KeyServiceIn(call),
        };
        var taskId = await RunAsync(call, videoId, order, session, cancellation);
        var made = await jobs.FindTaskAsync(call.Actor, taskId, cancellation);
        return new
        {
            TranscodeTaskId = $"{taskId:N}",
            TranscodeJobs = new { TranscodeJob = made?.Jobs.Select(job => new { JobId = $"{job.Id:N}" }) ?? [] },
        };
    }

    private async Task<Guid> RunAsync(RpcCall call, Guid videoId, TranscodeOrder order, string? session, CancellationToken cancellation)
    {
        try
        {
            return await orders.SubmitAsync(call.Actor, videoId, order, session, cancellation);
        }
        catch (VodException refusal) when (refusal.Code is ErrorCode.VideoStatusForbids)
        {
            throw new RpcException(TranscodeErrors.IllegalStatus);
        }
        catch (VodException refusal) when (refusal.Code is ErrorCode.TemplateGroupNotFound)
        {
            throw new RpcException(TranscodeErrors.NoSuchResource);
        }
        catch (VodException refusal) when (refusal.Code is ErrorCode.IssuedKeyInvalid)
        {
            throw new RpcException(RpcError.InvalidParameter("EncryptConfig", refusal.Message));
        }
    }

    private static OwnKeyService? KeyServiceIn(RpcCall call)
    {
        if (call.JsonObject("EncryptConfig") is not { } config) return null;
        var fields = config.EnumerateObject().ToDictionary(
            field => field.Name, field => field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : throw Refuse("Its fields are texts."));
        if (fields.Keys.FirstOrDefault(name => name is not ("CipherText" or "DecryptKeyUri" or "KeyServiceType")) is { } unknown)
            throw Refuse($"This service has nothing for {unknown}.");
        if (fields.GetValueOrDefault("KeyServiceType", "KMS") != "KMS") throw Refuse("KeyServiceType is KMS.");
        if (fields.GetValueOrDefault("CipherText") is not { Length: > 0 and <= TranscodeTask.CipherTextLimit } cipher)
            throw Refuse("CipherText is CiphertextBlob of GenerateKMSDataKey.");
        if (fields.GetValueOrDefault("DecryptKeyUri") is not { Length: > 0 and <= TranscodeTask.DecryptKeyUriLimit } address
            || !Uri.TryCreate(address, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https")
            || parsed.Fragment.Length > 0 || address.Any(character => character is '"' or < '!' or > '~'))
            throw Refuse("DecryptKeyUri is an absolute address with http or https, percent-encoded, without a fragment.");
        return new OwnKeyService(cipher, address);
    }

    private static RpcException Refuse(string reason) => new(RpcError.InvalidParameter("EncryptConfig", reason));
}
