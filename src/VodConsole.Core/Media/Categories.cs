using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>The category tree: read and change it.</summary>
public sealed class Categories(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, VideoTotals totals)
{
    /// <summary>The tree as it is now.</summary>
    public async Task<CategoryTree> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await CategoryTree.ReadAsync(db, cancellation);
    }

    /// <summary>How many videos each category has itself, those without any left out.</summary>
    public async Task<IReadOnlyDictionary<int, int>> CountVideosAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Videos.Where(video => video.CategoryId != null).GroupBy(video => video.CategoryId!.Value)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(pair => pair.Key, pair => pair.Count, cancellation);
    }

    /// <summary>Adds a category below another one, or at the top.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.CategoryNameMissing"/>, <see cref="ErrorCode.CategoryNameInvalid"/>, <see cref="ErrorCode.CategoryNameTaken"/>,
    /// <see cref="ErrorCode.CategoryNotFound"/> (the parent) or <see cref="ErrorCode.CategoryTooDeep"/>.
    /// </exception>
    public async Task<int> AddAsync(Actor actor, string name, int? parentId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        var clean = Clean(name);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var tree = await CategoryTree.ReadAsync(db, cancellation);
        RequirePlace(tree, parentId, height: 1);
        RequireFree(tree, clean, parentId, except: null);

        var category = new Category { Name = clean, ParentId = parentId };
        db.Categories.Add(category);
        await SaveAsync(db, clean, parentId, cancellation);
        Audit(db, actor, AuditAction.CategoryAdded, category, null, new { category.Name, category.ParentId });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return category.Id;
    }

    /// <summary>Gives a category another name.</summary>
    /// <exception cref="VodException">As <see cref="AddAsync"/>, and <see cref="ErrorCode.ChangedMeanwhile"/>.</exception>
    public async Task RenameAsync(Actor actor, int id, string name, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        var clean = Clean(name);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var category = await FindAsync(db, id, cancellation);
        if (category.Name == clean) return;
        RequireFree(await CategoryTree.ReadAsync(db, cancellation), clean, category.ParentId, except: id);

        var before = new { category.Name };
        category.Name = clean;
        Audit(db, actor, AuditAction.CategoryRenamed, category, before, new { category.Name });
        await SaveAsync(db, clean, category.ParentId, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Puts a category, with all below it, under another one or at the top.</summary>
    /// <exception cref="VodException">As <see cref="AddAsync"/>, and <see cref="ErrorCode.CategoryIntoItself"/>.</exception>
    public async Task MoveAsync(Actor actor, int id, int? parentId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var category = await FindAsync(db, id, cancellation);
        if (category.ParentId == parentId) return;
        var tree = await CategoryTree.ReadAsync(db, cancellation);
        if (parentId is { } parent && tree.Within(id).Contains(parent)) throw new VodException(ErrorCode.CategoryIntoItself);
        RequirePlace(tree, parentId, tree.HeightOf(id));
        RequireFree(tree, category.Name, parentId, except: id);

        var before = new { category.ParentId };
        category.ParentId = parentId;
        Audit(db, actor, AuditAction.CategoryMoved, category, before, new { category.ParentId });
        await SaveAsync(db, category.Name, parentId, cancellation);
        await transaction.CommitAsync(cancellation);
        totals.Forget();
    }

    /// <summary>Deletes a category without sub-categories; its videos have no category then.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.CategoryNotFound"/> or <see cref="ErrorCode.CategoryNotEmpty"/>.</exception>
    public async Task DeleteAsync(Actor actor, int id, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var category = await FindAsync(db, id, cancellation);
        if (await db.Categories.AnyAsync(child => child.ParentId == id, cancellation)) throw new VodException(ErrorCode.CategoryNotEmpty);

        var videos = await db.Videos.CountAsync(video => video.CategoryId == id, cancellation);
        db.Categories.Remove(category);
        Audit(db, actor, AuditAction.CategoryDeleted, category, new { category.Name, category.ParentId, Videos = videos }, null);
        await SaveAsync(db, category.Name, category.ParentId, cancellation);
        await transaction.CommitAsync(cancellation);
        totals.Forget();
    }

    /// <summary>Deletes a category with all below it; their videos have no category then. For programs, whose contract says so; people go from below.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.CategoryNotFound"/> or <see cref="ErrorCode.ChangedMeanwhile"/>.</exception>
    public async Task DeleteAllAsync(Actor actor, int id, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var category = await FindAsync(db, id, cancellation);
        var within = (await CategoryTree.ReadAsync(db, cancellation)).Within(id);
        var videos = await db.Videos.CountAsync(video => video.CategoryId != null && within.Contains(video.CategoryId.Value), cancellation);
        // From the deepest up, each in a save of its own: a parent cannot go before its children.
        foreach (var one in within.Reverse())
        {
            db.Categories.Remove(await FindAsync(db, one, cancellation));
            await SaveAsync(db, category.Name, category.ParentId, cancellation);
        }

        Audit(
            db, actor, AuditAction.CategoryDeleted, category, new { category.Name, category.ParentId, Videos = videos, Below = within.Count - 1 }, null);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        totals.Forget();
    }

    private static string Clean(string name)
    {
        var length = name.AsSpan().Trim().Length;
        if (length == 0) throw new VodException(ErrorCode.CategoryNameMissing);
        if (length > Category.NameLimit) throw new VodException(ErrorCode.CategoryNameInvalid, Category.NameLimit);
        return VisibleText.Require(name, TextField.CategoryName);
    }

    private static void RequirePlace(CategoryTree tree, int? parentId, int height)
    {
        if (parentId is { } id && tree.Find(id) is null) throw new VodException(ErrorCode.CategoryNotFound);
        var above = parentId is { } parent ? tree.PathOf(parent).Count : 0;
        if (above + height > Category.DepthLimit) throw new VodException(ErrorCode.CategoryTooDeep, Category.DepthLimit);
    }

    private static void RequireFree(CategoryTree tree, string name, int? parentId, int? except)
    {
        if (tree.ChildrenOf(parentId).Any(child => child.Id != except && child.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw new VodException(ErrorCode.CategoryNameTaken, name);
    }

    private static async Task<Category> FindAsync(VodDbContext db, int id, CancellationToken cancellation) =>
        await db.Categories.SingleOrDefaultAsync(category => category.Id == id, cancellation)
        ?? throw new VodException(ErrorCode.CategoryNotFound);

    private void Audit(VodDbContext db, Actor actor, string action, Category category, object? before, object? after) =>
        audit.Add(db, actor, action, new AuditTarget("category", $"{category.Id}", category.Name), before, after);

    private async Task SaveAsync(VodDbContext db, string name, int? parentId, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new VodException(ErrorCode.ChangedMeanwhile);
        }
        catch (DbUpdateException)
        {
            // Someone else may have taken the name, or deleted the parent, between our look and our save.
            await using var fresh = await contexts.CreateDbContextAsync(cancellation);
            var tree = await CategoryTree.ReadAsync(fresh, cancellation);
            RequirePlace(tree, parentId, height: 1);
            RequireFree(tree, name, parentId, except: null);
            throw;
        }
    }
}
