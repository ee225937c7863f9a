using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Media;

public sealed class VideoEditingTests : IDisposable
{
    private readonly MediaBench bench = new();

    private VideoEditing Editing => bench.Get<VideoEditing>();

    [Fact]
    public async Task Saves_the_fields_and_says_before_and_after_in_the_audit_log()
    {
        var (id, seen) = await BringAsync();
        var category = await bench.Get<Categories>().AddAsync(Actor.System, "Trailers", null, default);

        await Editing.SaveAsync(Actor.System, id, seen, new VideoFields("  New  ", "Line 1\r\nLine 2", category, "a, b，c ,a"), default);

        var video = (await bench.FindAsync(id))!;
        Assert.Equal(("New", "Line 1\nLine 2", (int?)category, "a,b,c"), (video.Title, video.Description, video.CategoryId, video.Tags));
        await using var db = bench.NewContext();
        var entry = db.AuditEntries.Single(one => one.Action == "video.edit");
        Assert.Contains("\"Title\":\"clip\"", entry.Before);
        Assert.Contains("\"Title\":\"New\"", entry.After);
    }

    [Fact]
    public async Task Lets_the_later_of_two_operators_decide_again()
    {
        var (id, seen) = await BringAsync();
        await Editing.SaveAsync(Actor.System, id, seen, seen with { Title = "First" }, default);
        await MediaBench.RefusedAsync(
            ErrorCode.ChangedMeanwhile, () => Editing.SaveAsync(Actor.System, id, seen, seen with { Title = "Second" }, default));
        Assert.Equal("First", (await bench.FindAsync(id))!.Title);
    }

    [Fact]
    public async Task Lets_one_of_many_at_the_same_instant_win()
    {
        var (id, seen) = await BringAsync();
        var saves = Enumerable.Range(0, 8).Select(async number =>
        {
            try
            {
                await Task.Run(() => Editing.SaveAsync(Actor.System, id, seen, seen with { Title = $"Title {number}" }, default));
                return $"Title {number}";
            }
            catch (Core.Refusals.VodException conflict) when (conflict.Code == ErrorCode.ChangedMeanwhile)
            {
                return null;
            }
        });
        var winner = Assert.Single(await Task.WhenAll(saves), title => title is not null);
        Assert.Equal(winner, (await bench.FindAsync(id))!.Title);
    }

    [Fact]
    public async Task Takes_a_second_click_for_the_first_one()
    {
        var (id, seen) = await BringAsync();
        var wanted = seen with { Title = "Once" };
        await Editing.SaveAsync(Actor.System, id, seen, wanted, default);
        await Editing.SaveAsync(Actor.System, id, seen, wanted, default);
        Assert.Single(await bench.AuditAsync(), action => action == "video.edit");
    }

    [Fact]
    public async Task Sees_no_conflict_in_a_status_that_the_service_changed()
    {
        var (id, seen) = await BringAsync();
        await using (var db = bench.NewContext())
        {
            (await db.Videos.FindAsync(id))!.MoveTo(VideoStatus.Normal);
            await db.SaveChangesAsync();
        }
        await Editing.SaveAsync(Actor.System, id, seen, seen with { Title = "New" }, default);
        Assert.Equal("New", (await bench.FindAsync(id))!.Title);
    }

    [Fact]
    public async Task User_data_of_before_a_rule_does_not_stand_in_the_way_of_a_title()
    {
        var (id, _) = await BringAsync();
        const string Old = """{"MessageCallback":{"CallbackURL":"https://example.com/#part"}}""";
        await using (var db = bench.NewContext())
        {
            (await db.Videos.FindAsync(id))!.UserData = Old;
            await db.SaveChangesAsync();
        }

        var seen = await Editing.ReadAsync(Actor.System, id, default);
        await Editing.SaveAsync(Actor.System, id, seen, seen with { Title = "By a person" }, default);
        await Editing.ChangeAsync(Actor.System, id, new VideoChange { Title = "By a program" }, default);
        await MediaBench.RefusedAsync(
            ErrorCode.UserDataInvalid,
            () => Editing.ChangeAsync(Actor.System, id, new VideoChange { UserData = Old.Replace("#part", "#other", StringComparison.Ordinal) }, default));
        Assert.Equal(("By a program", Old), ((await bench.FindAsync(id))!.Title, (await bench.FindAsync(id))!.UserData));
    }

    [Fact]
    public async Task Refuses_an_auditor()
    {
        var (id, seen) = await BringAsync();
        var auditor = await bench.AddPersonAsync(Role.Auditor, "auditor");
        await MediaBench.RefusedAsync(ErrorCode.Forbidden, () => Editing.SaveAsync(auditor, id, seen, seen with { Title = "x" }, default));
    }

    [Fact]
    public async Task Refuses_a_category_that_is_gone()
    {
        var (id, seen) = await BringAsync();
        await MediaBench.RefusedAsync(ErrorCode.CategoryNotFound, () => Editing.SaveAsync(Actor.System, id, seen, seen with { CategoryId = 99 }, default));
    }

    public void Dispose() => bench.Dispose();

    private async Task<(Guid Id, VideoFields Seen)> BringAsync()
    {
        var id = await bench.BringAsync(MediaBench.Noise(10));
        return (id, await Editing.ReadAsync(Actor.System, id, default));
    }
}
