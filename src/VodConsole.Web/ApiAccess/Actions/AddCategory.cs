using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Adds a category. Fields of the public documentation, see <c>decisions/0093</c>.</summary>
internal sealed class AddCategory(Categories categories) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("CateName", IsRequired: true, Example: "Films"),
        new("ParentId", RpcParameterKind.Integer, Example: "-1") { Least = CategoryAnswer.Top, Default = "-1" }, CategoryAnswer.KindParameter,
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        CategoryAnswer.RequireKind(call);
        var id = await categories.AddAsync(call.Actor, call.RequiredText("CateName"), CategoryAnswer.Find(call, "ParentId"), cancellation);
        var tree = await categories.ReadAsync(call.Actor, cancellation);
        return new { Category = CategoryAnswer.Of(tree, tree.Find(id) ?? throw new RpcException(VideoErrors.CategoryNotFound)) };
    }
}
