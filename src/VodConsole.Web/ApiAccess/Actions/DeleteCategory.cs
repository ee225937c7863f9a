using VodConsole.Core.Media;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Deletes a category with all below it; their videos have no category then. Fields of the public documentation, see <c>decisions/0093</c>.</summary>
internal sealed class DeleteCategory(Categories categories) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } = [new("CateId", RpcParameterKind.Integer, IsRequired: true, Example: "1") { Least = 1 }];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        await categories.DeleteAllAsync(call.Actor, (int)call.Integer("CateId", 1, int.MaxValue)!, cancellation);
        return new { };
    }
}
