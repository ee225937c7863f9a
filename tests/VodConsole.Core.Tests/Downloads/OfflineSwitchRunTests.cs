using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Core.Tests.Media;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Downloads;

public sealed class OfflineSwitchRunTests : IDisposable
{
    private readonly OfflineSwitchBench bench = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Does_to_every_video_what_its_status_and_switch_say_and_what_the_plan_said(bool disables)
    {
        var videos = Enum.GetValues<VideoStatus>().SelectMany(status => new[] { bench.Make(status, false), bench.Make(status, true) }).ToList();
        await bench.AddAsync(videos);
        var scope = OfflineSwitchScope.Of(new VideoSearch());
        var plan = await bench.Runs.PlanAsync(Actor.System, scope, disables, default);
        Assert.Equal((14, 1, 7, 6), (plan.Total, plan.Switched, plan.Unchanged, plan.RefusedCount));
        Assert.Equal(1, plan.Refused[VideoStatus.Blocked]);

        var id = await bench.BeginAsync(scope, disables);
        Assert.Equal(7, await bench.CountDisabledAsync());
        await bench.WorkAsync();

        Assert.Equal((1, 7, 6), await bench.CountsAsync(id));
        foreach (var before in videos)
        {
            var after = (await bench.Media.FindAsync(before.Id))!;
            var isSwitched = before.Status == VideoStatus.Normal && before.IsOfflineDisabled != disables;
            Assert.Equal(isSwitched ? disables : before.IsOfflineDisabled, after.IsOfflineDisabled);
            Assert.Equal(before.Status, after.Status);
            Assert.Equal(isSwitched, after.Version != before.Version);
            Assert.Equal(isSwitched, after.ModifiedAt != before.ModifiedAt);
        }
        var run = await bench.ReadAsync(id);
        Assert.Equal((1.0, false, null), (run.Progress, run.IsStopped, run.Remaining));
        Assert.NotNull(run.EndedAt);
    }

    [Fact]
    public async Task Names_each_refused_video_and_why()
    {
        var busy = await bench.AddAsync(VideoStatus.Transcoding, title: "Busy");
        var blocked = await bench.AddAsync(VideoStatus.Blocked, title: "Blocked");
        await bench.AddAsync();
        var id = await bench.BeginAsync(new VideoSearch());
        await bench.WorkAsync();
        await bench.Media.Get<VideoDeletion>().DeleteAsync(Actor.System, blocked, default);

        var (refusals, total) = await bench.List.ReadRefusedAsync(Actor.System, id, 0, 10, default);
        Assert.Equal(2, total);
        Assert.Equal(
            [(busy, "Busy", VideoStatus.Transcoding), (blocked, null, VideoStatus.Blocked)],
            refusals.OrderBy(refusal => refusal.Title is null).Select(refusal => (refusal.VideoId, refusal.Title, refusal.Status)));
        Assert.Equal(refusals[1], Assert.Single((await bench.List.ReadRefusedAsync(Actor.System, id, 1, 10, default)).Refusals));
    }

    [Fact]
    public async Task Goes_on_by_batches_each_of_them_counted()
    {
        await bench.AddAsync(Enumerable.Range(0, 5000).Select(number => bench.Make(number % 5 == 0 ? VideoStatus.UploadSucc : VideoStatus.Normal)));
        var id = await bench.BeginAsync(new VideoSearch());

        Assert.Equal(OfflineSwitchStep.Done, await bench.Work.StepAsync(default));
        // Three videos were brought in the same second: which of them end the first batch is for their ids to say.
        var (switched, unchanged, refused) = await bench.CountsAsync(id);
        Assert.Equal((OfflineSwitchWork.BatchSize, 0), (switched + refused, unchanged));
        Assert.InRange(refused, 399, 401);
        Assert.Equal(switched, await bench.CountDisabledAsync());
        var half = await bench.ReadAsync(id);
        Assert.Equal(0.4, half.Progress);
        Assert.NotNull(half.Remaining);

        await bench.WorkAsync();
        Assert.Equal((4000, 0, 1000), await bench.CountsAsync(id));
        Assert.Equal((4000, 1000), (await bench.CountItemsAsync(id, false), await bench.CountItemsAsync(id, true)));
        Assert.Equal(OfflineSwitchStep.Idle, await bench.Work.StepAsync(default));
    }

    [Fact]
    public async Task Is_audited_when_it_begins_and_when_it_ends()
    {
        await bench.AddAsync();
        await bench.AddAsync(VideoStatus.Blocked);
        var person = await bench.Media.AddPersonAsync(Role.Operator, "operator");
        var id = await bench.Runs.BeginAsync(person, OfflineSwitchScope.Of(new VideoSearch { Text = "clip" }), true, default);
        await bench.WorkAsync();

        await using var db = bench.Media.NewContext();
        var entries = await db.AuditEntries.Where(entry => entry.TargetId == $"{id:N}").OrderBy(entry => entry.Id).ToListAsync();
        Assert.Equal(["offline-run.begin", "offline-run.end"], entries.Select(entry => entry.Action));
        Assert.Equal(["operator", "system"], entries.Select(entry => entry.ActorName));
        Assert.Contains("\"Text\":\"clip\"", entries[0].After);
        Assert.Contains("\"Switched\":1", entries[1].After);
        Assert.Contains("\"Refused\":1", entries[1].After);
    }

    [Fact]
    public async Task Stands_in_the_history_of_each_video_with_who_began_it()
    {
        var (switched, refused) = (await bench.AddAsync(), await bench.AddAsync(VideoStatus.Blocked));
        var person = await bench.Media.AddPersonAsync(Role.Operator, "operator");
        var id = await bench.Runs.BeginAsync(person, OfflineSwitchScope.Of(new VideoSearch()), true, default);
        await bench.WorkAsync();
        bench.Media.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.Switch.EnableAsync(Actor.System, switched, default);

        var details = bench.Media.Get<VideoDetails>();
        var history = await details.ReadHistoryAsync(Actor.System, switched, default);
        Assert.Equal(["video.enable-offline", "video.disable-offline"], history.Select(entry => entry.Action));
        Assert.Equal("operator", history[1].ActorName);
        Assert.Contains($"{id:N}", history[1].After);
        var other = Assert.Single(await details.ReadHistoryAsync(Actor.System, refused, default));
        Assert.Equal((Core.Audit.AuditOutcome.Refused, """{"Status":"Blocked"}"""), (other.Outcome, other.Before));
    }

    [Fact]
    public async Task Takes_a_selection_and_nothing_else()
    {
        var (first, second, third) = (await bench.AddAsync(), await bench.AddAsync(), await bench.AddAsync());
        var id = await bench.BeginAsync(OfflineSwitchScope.Of([third, first, first, Guid.NewGuid()]));
        Assert.Equal(2, (await bench.ReadAsync(id)).Total);
        await bench.WorkAsync();

        Assert.Equal((2, 0, 0), await bench.CountsAsync(id));
        Assert.False((await bench.Media.FindAsync(second))!.IsOfflineDisabled);
    }

    [Fact]
    public async Task Takes_a_search_with_every_filter()
    {
        var category = await bench.Media.Get<Categories>().AddAsync(Actor.System, "Trailers", null, default);
        var below = await bench.Media.Get<Categories>().AddAsync(Actor.System, "Teasers", category, default);
        Video Fitting(Action<Video>? change = null)
        {
            var video = bench.Make(title: "A Trailer");
            (video.CategoryId, video.Tags) = (below, "new,red");
            change?.Invoke(video);
            return video;
        }

        var fits = Fitting();
        await bench.AddAsync([
            fits, Fitting(video => video.Title = "Other"), Fitting(video => video.CategoryId = null), Fitting(video => video.Tags = "newer"),
            Fitting(video => video.IsOfflineDisabled = true), Fitting(video => video.MoveTo(VideoStatus.Blocked)),
        ]);
        var id = await bench.BeginAsync(new VideoSearch
        {
            Text = " trailer ", CategoryId = category, Tag = "new", IsOfflineDisabled = false, Status = VideoStatus.Normal,
            Sort = VideoSort.Title, IsDescending = false,
        });
        await bench.WorkAsync();

        Assert.Equal((1, 0, 0), await bench.CountsAsync(id));
        Assert.True((await bench.Media.FindAsync(fits.Id))!.IsOfflineDisabled);
        var kept = (await bench.ReadAsync(id)).Search!;
        Assert.Equal((" trailer ", category, "new", false, VideoStatus.Normal), (kept.Text, kept.CategoryId, kept.Tag, kept.IsOfflineDisabled, kept.Status));
    }

    [Fact]
    public async Task A_search_for_allowed_videos_comes_to_an_end_although_none_is_left()
    {
        await bench.AddAsync(Enumerable.Range(0, 2100).Select(_ => bench.Make()));
        var id = await bench.BeginAsync(new VideoSearch { IsOfflineDisabled = false });
        await bench.WorkAsync();
        Assert.Equal((2100, 0, 0), await bench.CountsAsync(id));
    }

    [Fact]
    public async Task Leaves_videos_alone_that_were_brought_after_it_began()
    {
        await bench.AddAsync();
        var id = await bench.BeginAsync(new VideoSearch());
        bench.Media.Clock.Advance(TimeSpan.FromDays(2));
        var late = await bench.AddAsync();
        await bench.WorkAsync();

        Assert.Equal((1, 0, 0), await bench.CountsAsync(id));
        Assert.False((await bench.Media.FindAsync(late))!.IsOfflineDisabled);
    }

    [Fact]
    public async Task Judges_videos_as_they_are_when_it_comes_by()
    {
        var (deleted, busy, ready, already) =
            (await bench.AddAsync(), await bench.AddAsync(), await bench.AddAsync(VideoStatus.Transcoding), await bench.AddAsync());
        var id = await bench.BeginAsync(new VideoSearch());
        await bench.Media.Get<VideoDeletion>().DeleteAsync(Actor.System, deleted, default);
        await bench.MoveAsync(busy, VideoStatus.Transcoding);
        await bench.MoveAsync(ready, VideoStatus.Normal);
        await bench.Switch.DisableAsync(Actor.System, already, default);
        await bench.WorkAsync();

        Assert.Equal((1, 1, 1), await bench.CountsAsync(id));
        Assert.True((await bench.Media.FindAsync(ready))!.IsOfflineDisabled);
        Assert.False((await bench.Media.FindAsync(busy))!.IsOfflineDisabled);
        Assert.Equal(1, (await bench.ReadAsync(id)).Progress);
    }

    [Fact]
    public async Task Runs_take_place_in_the_order_in_which_they_began()
    {
        await bench.AddAsync();
        var disable = await bench.BeginAsync(new VideoSearch());
        bench.Media.Clock.Advance(TimeSpan.FromSeconds(1));
        var enable = await bench.BeginAsync(new VideoSearch(), disables: false);
        await bench.WorkAsync();

        Assert.Equal((1, 0, 0), await bench.CountsAsync(disable));
        Assert.Equal((1, 0, 0), await bench.CountsAsync(enable));
        Assert.Equal(0, await bench.CountDisabledAsync());
        Assert.Equal([enable, disable], (await bench.List.ReadAsync(Actor.System, 0, 10, default)).Runs.Select(run => run.Id));
        Assert.Empty(await bench.List.ReadActiveAsync(Actor.System, default));
    }

    [Fact]
    public async Task Stops_when_a_person_says_so_and_keeps_what_is_done()
    {
        await bench.AddAsync(Enumerable.Range(0, 3000).Select(_ => bench.Make()));
        var id = await bench.BeginAsync(new VideoSearch());
        await bench.Work.StepAsync(default);
        Assert.True(await bench.Runs.StopAsync(Actor.System, id, default));
        Assert.False(await bench.Runs.StopAsync(Actor.System, id, default));
        await bench.WorkAsync();

        var run = await bench.ReadAsync(id);
        Assert.Equal((OfflineSwitchWork.BatchSize, true), (run.Switched, run.IsStopped));
        Assert.Equal(OfflineSwitchWork.BatchSize, await bench.CountDisabledAsync());
        Assert.Single(await bench.Media.AuditAsync(), action => action == "offline-run.end");
    }

    [Fact]
    public async Task Refuses_an_empty_scope_and_a_selection_that_is_none_or_too_many()
    {
        await MediaBench.RefusedAsync(ErrorCode.OfflineScopeEmpty, () => bench.BeginAsync(new VideoSearch()));
        await MediaBench.RefusedAsync(ErrorCode.OfflineScopeInvalid, () => bench.BeginAsync(OfflineSwitchScope.Of([])));
        await MediaBench.RefusedAsync(ErrorCode.OfflineScopeInvalid, () => bench.BeginAsync(
            OfflineSwitchScope.Of(Enumerable.Range(0, OfflineSwitchScope.SelectionLimit + 1).Select(_ => Guid.NewGuid()))));
        await MediaBench.RefusedAsync(ErrorCode.OfflineRunNotFound, () => bench.Runs.StopAsync(Actor.System, Guid.NewGuid(), default));
        Assert.Empty(await bench.Media.AuditAsync());
    }

    [Fact]
    public async Task Takes_the_largest_selection()
    {
        var videos = Enumerable.Range(0, OfflineSwitchScope.SelectionLimit).Select(_ => bench.Make()).ToList();
        await bench.AddAsync(videos);
        var id = await bench.BeginAsync(OfflineSwitchScope.Of(videos.Select(video => video.Id)));
        await bench.WorkAsync();
        Assert.Equal((OfflineSwitchScope.SelectionLimit, 0, 0), await bench.CountsAsync(id));
    }

    public void Dispose() => bench.Dispose();
}
