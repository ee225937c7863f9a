using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Says what a category is and which lie directly below it, a page at a time. Fields of the public documentation, see <c>decisions/0093</c>.
/// </summary>
internal sealed class GetCategories(Categories categories) : RpcAction
{
    private const int DefaultSize = 10, MostSize = 100;

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("CateId", RpcParameterKind.Integer, Example: "-1") { Least = CategoryAnswer.Top, Default = "-1" },
        new("PageNo", RpcParameterKind.Integer, Example: "1") { Least = 1, Default = "1" },
        new("PageSize", RpcParameterKind.Integer, Example: "10") { Least = 1, Most = MostSize, Default = "10" },
        new("SortBy", Example: "CreationTime:Desc") { Choices = ["CreationTime:Desc", "CreationTime:Asc"], Default = "CreationTime:Desc" },
        CategoryAnswer.KindParameter,
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        CategoryAnswer.RequireKind(call);
        var (pageNo, pageSize) = (call.Integer("PageNo", 1, int.MaxValue) ?? 1, (int)(call.Integer("PageSize", 1, MostSize) ?? DefaultSize));
        var isDescending = call.Choice(Parameters, "SortBy") == "CreationTime:Desc";
        var tree = await categories.ReadAsync(call.Actor, cancellation);
        var wanted = CategoryAnswer.Find(call, "CateId");
        var itself = wanted is { } id ? tree.Find(id) ?? throw new RpcException(VideoErrors.CategoryNotFound) : null;
        // Numbers are given in the order in which categories are made.
        var below = (isDescending ? tree.ChildrenOf(wanted).OrderByDescending(one => one.Id) : tree.ChildrenOf(wanted).OrderBy(one => one.Id)).ToList();
        var skip = (int)Math.Min(below.Count, (pageNo - 1) * pageSize);
        return new
        {
            SubTotal = below.Count, Category = itself is null ? null : CategoryAnswer.Of(tree, itself),
            SubCategories = new { Category = below.Skip(skip).Take(pageSize).Select(one => CategoryAnswer.Of(tree, one, countsBelow: true)) },
        };
    }
}
