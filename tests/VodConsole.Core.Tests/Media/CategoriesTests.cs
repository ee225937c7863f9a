using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Media;

public sealed class CategoriesTests : IDisposable
{
    private readonly MediaBench bench = new();

    private Categories Categories => bench.Get<Categories>();

    [Fact]
    public async Task Nests_three_levels_and_no_deeper()
    {
        var one = await AddAsync("One", null);
        var two = await AddAsync("Two", one);
        var three = await AddAsync("Three", two);
        await MediaBench.RefusedAsync(ErrorCode.CategoryTooDeep, () => AddAsync("Four", three));

        var tree = await Categories.ReadAsync(Actor.System, default);
        Assert.Equal([("One", 1), ("Two", 2), ("Three", 3)], tree.InOrder().Select(node => (node.Category.Name, node.Level)));
        Assert.Equal(["One", "Two", "Three"], tree.PathOf(three));
    }

    [Fact]
    public async Task Moves_a_branch_only_where_all_of_it_fits()
    {
        var one = await AddAsync("One", null);
        var two = await AddAsync("Two", one);
        var branch = await AddAsync("Branch", null);
        await AddAsync("Leaf", branch);

        await MediaBench.RefusedAsync(ErrorCode.CategoryTooDeep, () => Categories.MoveAsync(Actor.System, branch, two, default));
        await Categories.MoveAsync(Actor.System, branch, one, default);
        Assert.Equal(["One", "Branch"], (await Categories.ReadAsync(Actor.System, default)).PathOf(branch));
    }

    [Fact]
    public async Task Refuses_to_move_a_category_into_itself_or_below_itself()
    {
        var one = await AddAsync("One", null);
        var two = await AddAsync("Two", one);
        await MediaBench.RefusedAsync(ErrorCode.CategoryIntoItself, () => Categories.MoveAsync(Actor.System, one, one, default));
        await MediaBench.RefusedAsync(ErrorCode.CategoryIntoItself, () => Categories.MoveAsync(Actor.System, one, two, default));
    }

    [Fact]
    public async Task Wants_names_that_are_unique_in_their_place_also_at_the_top()
    {
        var one = await AddAsync("One", null);
        await AddAsync("One", one);
        await MediaBench.RefusedAsync(ErrorCode.CategoryNameTaken, () => AddAsync("one ", null));
        var other = await AddAsync("Other", null);
        await MediaBench.RefusedAsync(ErrorCode.CategoryNameTaken, () => Categories.RenameAsync(Actor.System, other, "ONE", default));
        await MediaBench.RefusedAsync(ErrorCode.CategoryNameTaken, () => AddAsync("One", one));
        await Categories.RenameAsync(Actor.System, one, "ONE", default);
    }

    [Fact]
    public async Task Lets_one_of_many_take_a_name_at_the_top()
    {
        var adds = Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                await Task.Run(() => AddAsync("Same", null));
                return true;
            }
            catch (Core.Refusals.VodException taken) when (taken.Code == ErrorCode.CategoryNameTaken)
            {
                return false;
            }
        });
        Assert.Single(await Task.WhenAll(adds), isAdded => isAdded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public Task Refuses_an_empty_name(string name) => MediaBench.RefusedAsync(ErrorCode.CategoryNameMissing, () => AddAsync(name, null));

    [Fact]
    public async Task Refuses_a_name_of_65_characters_or_with_something_invisible()
    {
        await MediaBench.RefusedAsync(ErrorCode.CategoryNameInvalid, () => AddAsync(new string('c', 65), null));
        await MediaBench.RefusedAsync(ErrorCode.TextNotAllowed, () => AddAsync("a\u202Eb", null));
    }

    [Fact]
    public async Task Deletes_a_category_and_leaves_its_videos_without_one()
    {
        var one = await AddAsync("One", null);
        var upload = await bench.Begin.RunAsync(Actor.System, new NewUpload("a.mp4", 1) { CategoryId = one }, default);
        Assert.Equal(1, (await Categories.CountVideosAsync(Actor.System, default))[one]);

        await Categories.DeleteAsync(Actor.System, one, default);

        Assert.Null((await bench.FindAsync(upload.Id))!.CategoryId);
        Assert.Contains("category.delete", await bench.AuditAsync());
    }

    [Fact]
    public async Task Refuses_to_delete_one_that_holds_others()
    {
        var one = await AddAsync("One", null);
        await AddAsync("Two", one);
        await MediaBench.RefusedAsync(ErrorCode.CategoryNotEmpty, () => Categories.DeleteAsync(Actor.System, one, default));
    }

    [Fact]
    public async Task Refuses_changes_by_an_auditor()
    {
        var auditor = await bench.AddPersonAsync(Role.Auditor, "auditor");
        await MediaBench.RefusedAsync(ErrorCode.Forbidden, () => Categories.AddAsync(auditor, "x", null, default));
        await Categories.ReadAsync(auditor, default);
    }

    public void Dispose() => bench.Dispose();

    private Task<int> AddAsync(string name, int? parent) => Categories.AddAsync(Actor.System, name, parent, default);
}
