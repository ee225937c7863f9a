using Microsoft.EntityFrameworkCore;

namespace VodConsole.Core.Media;

/// <summary>All categories at one moment; there are few, so every question about the tree is answered in memory.</summary>
public sealed class CategoryTree
{
    private readonly ILookup<int, Category> children;
    private readonly Dictionary<int, Category> byId;

    private CategoryTree(List<Category> categories)
    {
        // 0 is no id; it stands for the top.
        children = categories.OrderBy(category => category.Name, StringComparer.CurrentCultureIgnoreCase)
            .ThenBy(category => category.Id).ToLookup(category => category.ParentId ?? 0);
        byId = categories.ToDictionary(category => category.Id);
    }

    /// <summary>A category by its id, or null.</summary>
    public Category? Find(int id) => byId.GetValueOrDefault(id);

    /// <summary>All of them from the top down, each with its level from 1, siblings by name.</summary>
    public IEnumerable<(Category Category, int Level)> InOrder() => Below(0, 1);

    /// <summary>The names from the top to <paramref name="id"/>.</summary>
    public IReadOnlyList<string> PathOf(int id)
    {
        var path = new List<string>();
        for (var node = Find(id); node is not null; node = node.ParentId is { } parent ? Find(parent) : null)
            path.Insert(0, node.Name);
        return path;
    }

    /// <summary>The id and those of everything below it.</summary>
    public IReadOnlyList<int> Within(int id) => [id, .. Below(id, 1).Select(pair => pair.Category.Id)];

    /// <summary>Levels of the part that begins with <paramref name="id"/>: 1 for a leaf.</summary>
    public int HeightOf(int id) => 1 + Below(id, 1).Select(pair => pair.Level).DefaultIfEmpty(0).Max();

    /// <summary>Those directly below <paramref name="parentId"/>, or at the top for null.</summary>
    public IEnumerable<Category> ChildrenOf(int? parentId) => children[parentId ?? 0];

    internal static async Task<CategoryTree> ReadAsync(VodDbContext db, CancellationToken cancellation) =>
        new(await db.Categories.AsNoTracking().ToListAsync(cancellation));

    private IEnumerable<(Category Category, int Level)> Below(int id, int level) =>
        children[id].SelectMany(child => Below(child.Id, level + 1).Prepend((child, level)));
}
