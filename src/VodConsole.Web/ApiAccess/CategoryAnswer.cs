using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess;

/// <summary>Categories as the operations on them answer: levels count from 0, and what has no parent has the parent -1.</summary>
internal static class CategoryAnswer
{
    /// <summary>What stands for the top.</summary>
    public const int Top = -1;

    private const string Kind = "default";

    /// <summary>The parameter for the other kind of categories that the contract knows, of which there are none here.</summary>
    public static RpcParameter KindParameter { get; } = new("Type", Example: Kind) { Choices = [Kind], Default = Kind };

    /// <summary>A category; only where it is one of several, with the number of those below it.</summary>
    public static object Of(CategoryTree tree, Category category, bool countsBelow = false) => new
    {
        CateId = category.Id, CateName = category.Name, Level = tree.PathOf(category.Id).Count - 1, ParentId = category.ParentId ?? Top, Type = Kind,
        SubTotal = countsBelow ? tree.ChildrenOf(category.Id).Count() : (int?)null,
    };

    /// <summary>The name of a video's category; null when it has none.</summary>
    public static string? NameOf(CategoryTree? categories, Video video) => video.CategoryId is { } id ? categories?.Find(id)?.Name : null;

    /// <summary>The category that a parameter names; null for the top and where it is absent.</summary>
    public static int? Find(RpcCall call, string parameter)
    {
        var id = call.Integer(parameter, Top, int.MaxValue) ?? Top;
        return id switch
        {
            Top => null,
            0 => throw new RpcException(RpcError.Invalid(parameter)),
            _ => (int)id,
        };
    }

    /// <summary>Refuses another kind.</summary>
    public static void RequireKind(RpcCall call)
    {
        if (call.Text("Type") is { } kind && kind != Kind) throw new RpcException(RpcError.Invalid("Type"));
    }
}
