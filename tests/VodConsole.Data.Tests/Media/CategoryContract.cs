using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Data.Tests.Databases;
using VodConsole.Protocol;

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

    [SkippableTheory]
    [InlineData("sport", "SPORT")]
    [InlineData("Été", "ÉTÉ")]
    public async Task Takes_names_that_differ_in_case_for_the_same(string one, string other)
    {
        var parent = await AddAsync(Name(), null);
        await AddAsync(one, parent);

        await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync(other, parent));
    }

    [SkippableFact]
    public async Task Tells_names_apart_that_differ_in_an_accent_a_width_or_a_script()
    {
        var parent = await AddAsync(Name(), null);
        string[] names = ["sport", "spört", "ｓｐｏｒｔ", "スポーツ", "すぽーつ", "体育", "體育"];
        foreach (var name in names) await AddAsync(name, parent);

        await using var db = Open();
        foreach (var name in names)
            Assert.Equal(name, (await db.Categories.SingleAsync(category => category.ParentId == parent && category.Name == name)).Name);
    }

    [SkippableFact]
    public async Task Of_four_people_who_add_the_same_name_at_once_one_succeeds_and_the_others_hear_why()
    {
        var (name, categories) = (Name(), Database.Get<Categories>());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => Record.ExceptionAsync(() => categories.AddAsync(Actor.System, name, null, default)))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(
            outcomes.Where(outcome => outcome is not null),
            outcome => Assert.Equal(ErrorCode.CategoryNameTaken, Assert.IsType<VodException>(outcome).Code));
    }

    [SkippableFact]
    public async Task Keeps_a_category_that_still_holds_others()
    {
        var parent = await AddAsync(Name(), null);
        await AddAsync("Child", parent);

        await using var db = Open();
        // The database refuses it, not EF's tracking of the children.
        await Assert.ThrowsAnyAsync<DbException>(
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
