using VodConsole.Core.Media;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Gives a category another name. Fields of the public documentation, see <c>decisions/0093</c>.</summary>
internal sealed class UpdateCategory(Categories categories) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
        [new("CateId", RpcParameterKind.Integer, IsRequired: true, Example: "1") { Least = 1 }, new("CateName", IsRequired: true, Example: "Films")];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        await categories.RenameAsync(call.Actor, (int)call.Integer("CateId", 1, int.MaxValue)!, call.RequiredText("CateName"), cancellation);
        return new { };
    }
}
