using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Media;
using VodConsole.Data.Tests.Databases;

namespace VodConsole.Data.Tests.Media;

/// <summary>Names are unique beside their siblings, at the top level too; databases differ on null in a unique index.</summary>
public abstract class CategoryContract(TestDatabase database) : DatabaseContract(database)
{
    [SkippableFact]
    public async Task Refuses_a_second_category_of_the_same_name_at_the_top()
    {
        var name = Name();
        await SaveAsync(new Category { Name = name });

        await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(new Category { Name = name }));
    }

    [SkippableFact]
    public async Task Refuses_a_second_category_of_the_same_name_under_one_parent()
    {
        var parent = await AddAsync(Name(), null);
        await AddAsync("News", parent);

        await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync("News", parent));
    }

    [SkippableFact]
    public async Task Accepts_the_same_name_under_different_parents_and_at_the_top()
    {
        var name = Name();
        var (one, other) = (await AddAsync(name, null), await AddAsync(Name(), null));

        await AddAsync(name, one);
        await AddAsync(name, other);
    }

    [SkippableFact]
    public async Task Tells_names_apart_exactly_as_they_are_written()
    {
        var parent = await AddAsync(Name(), null);
        string[] names = ["sport", "Sport", "spört", "ｓｐｏｒｔ", "スポーツ", "すぽーつ"];
        foreach (var name in names) await AddAsync(name, parent);

        await using var db = Open();
        foreach (var name in names)
            Assert.Equal(name, (await db.Categories.SingleAsync(category => category.ParentId == parent && category.Name == name)).Name);
    }

    [SkippableFact]
    public async Task Keeps_a_category_that_still_holds_others()
    {
        var parent = await AddAsync(Name(), null);
        await AddAsync("Child", parent);

        await using var db = Open();
        // The database refuses it, not EF's tracking of the children.
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => db.Categories.Where(category => category.Id == parent).ExecuteDeleteAsync());
    }

    [SkippableFact]
    public async Task Leaves_the_videos_of_a_deleted_category_without_one()
    {
        var category = await AddAsync(Name(), null);
        var video = Rows.Video();
        video.CategoryId = category;
        await SaveAsync(video);

        await using var db = Open();
        await db.Categories.Where(row => row.Id == category).ExecuteDeleteAsync();

        Assert.Null((await db.Videos.SingleAsync(row => row.Id == video.Id)).CategoryId);
    }

    private static string Name() => $"{Guid.NewGuid():N}";

    private async Task<int> AddAsync(string name, int? parent)
    {
        var category = new Category { Name = name, ParentId = parent };
        await SaveAsync(category);
        return category.Id;
    }
}

public sealed class CategoriesOnSqlite(SqliteDatabase database) : CategoryContract(database), IClassFixture<SqliteDatabase>;

public sealed class CategoriesOnPostgreSql(PostgreSqlDatabase database)
    : CategoryContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class CategoriesOnSqlServer(SqlServerDatabase database) : CategoryContract(database), IClassFixture<SqlServerDatabase>;
