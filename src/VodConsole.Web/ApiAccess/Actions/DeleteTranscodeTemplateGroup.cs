using System.Text.Json;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Deletes templates of a group, or with <c>ForceDelGroup</c> the group (<c>vod-contract.md</c> §5).</summary>
internal sealed class DeleteTranscodeTemplateGroup(TemplateGroupEditing editing) : RpcAction
{
    private const int Most = 10;
    private const string Ids = "TranscodeTemplateIds";

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        TemplateGroupAnswer.Parameter,
        new(Ids, Example: """["613702defdc46a3b94cace1129e0a1b2","bfd6c90253a27fc054d7c58250a1b2c3"]""") { Or = "ForceDelGroup" },
        new("ForceDelGroup", Example: "false") { Choices = ["true", "false"], Default = "false" },
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var group = TemplateGroupAnswer.Named(call);
        switch (call.Text("ForceDelGroup"))
        {
            case "true":
                await editing.DeleteAsync(call.Actor, group, cancellation);
                return new { NonExistTranscodeTemplateIds = Array.Empty<string>() };
            case null or "false":
                break;
            default:
                throw new RpcException(RpcError.Invalid("ForceDelGroup"));
        }

        var names = NamesIn(call);
        var absent = await DeleteAsync(call, group, names, cancellation);
        return new
        {
            NonExistTranscodeTemplateIds = names.Where(name => RpcCall.Id(name) is not { } id || absent.Contains(id)),
        };
    }

    private async Task<IReadOnlyList<Guid>> DeleteAsync(RpcCall call, TemplateGroup group, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        try
        {
            return await editing.DeleteTemplatesAsync(call.Actor, group, RpcCall.Ids(names), cancellation);
        }
        catch (VodException refusal) when (refusal.Code == ErrorCode.TemplatesMissing)
        {
            // Other operations say it of the list that they are given.
            throw new RpcException(RpcError.InvalidParameter(Ids, refusal.Message));
        }
    }

    // The reference shows a JSON array; other lists of the contract have commas.
    private static IReadOnlyList<string> NamesIn(RpcCall call)
    {
        if (!call.RequiredText(Ids).TrimStart().StartsWith('[')) return call.List(Ids, Most)!;
        try
        {
            if (JsonSerializer.Deserialize<string[]>(call.RequiredText(Ids)) is { Length: > 0 and <= Most } names && !names.Contains(null)) return names;
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new RpcException(RpcError.InvalidParameter(Ids, $"It is a JSON array of 1 to {Most} ids."));
    }
}
