using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Tests.Media;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Downloads;

public sealed class OfflineSwitchTests : IDisposable
{
    private readonly OfflineSwitchBench bench = new();

    public static TheoryData<VideoStatus, bool, bool> Every
    {
        get
        {
            var rows = new TheoryData<VideoStatus, bool, bool>();
            foreach (var status in Enum.GetValues<VideoStatus>())
                foreach (var isDisabled in new[] { false, true })
                    foreach (var disables in new[] { false, true })
                        rows.Add(status, isDisabled, disables);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Switches_normal_videos_only_leaves_those_that_are_so_and_refuses_the_others(
        VideoStatus status, bool isDisabled, bool disables)
    {
        var id = await bench.AddAsync(status, isDisabled);
        var before = (await bench.Media.FindAsync(id))!;
        bench.Media.Clock.Advance(TimeSpan.FromMinutes(1));
        var isSo = isDisabled == disables;

        if (isSo || status == VideoStatus.Normal) Assert.Equal(!isSo, await SetAsync(id, disables));
        else
        {
            var refusal = await MediaBench.RefusedAsync(ErrorCode.OfflineSwitchNeedsNormal, () => SetAsync(id, disables));
            Assert.Equal([status], refusal.Arguments);
        }

        var after = (await bench.Media.FindAsync(id))!;
        var isSwitched = !isSo && status == VideoStatus.Normal;
        Assert.Equal(isSwitched ? disables : isDisabled, after.IsOfflineDisabled);
        Assert.Equal(isSwitched, after.Version != before.Version);
        Assert.Equal(isSwitched, after.ModifiedAt != before.ModifiedAt);
        string[] written = isSwitched ? [disables ? "video.disable-offline" : "video.enable-offline"] : [];
        Assert.Equal(written, await bench.Media.AuditAsync());
    }

    [Fact]
    public async Task Says_before_and_after_in_the_audit_log()
    {
        var id = await bench.AddAsync(title: "Trailer");
        await bench.Switch.DisableAsync(Actor.System, id, default);

        await using var db = bench.Media.NewContext();
        var entry = await db.AuditEntries.SingleAsync();
        Assert.Equal(("video", $"{id:N}", "Trailer"), (entry.TargetKind, entry.TargetId, entry.TargetName));
        Assert.Equal(("""{"IsOfflineDisabled":false}""", """{"IsOfflineDisabled":true}"""), (entry.Before, entry.After));
    }

    [Fact]
    public async Task Of_many_at_the_same_instant_one_switches_and_none_fails()
    {
        var id = await bench.AddAsync();
        var done = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SetAsync(id, true))));
        Assert.Single(done, switched => switched);
        Assert.Single(await bench.Media.AuditAsync());
    }

    [Fact]
    public async Task Sees_no_conflict_in_words_that_someone_edits_meanwhile()
    {
        var id = await bench.AddAsync();
        var editing = bench.Media.Get<VideoEditing>();
        var edits = Task.Run(async () =>
        {
            for (var edit = 0; edit < 20; edit++)
            {
                var seen = await editing.ReadAsync(Actor.System, id, default);
                await editing.SaveAsync(Actor.System, id, seen, seen with { Title = $"Title {edit}" }, default);
            }
        });
        for (var turn = 0; turn < 20; turn++) Assert.True(await SetAsync(id, turn % 2 == 0));
        await edits;

        var video = (await bench.Media.FindAsync(id))!;
        Assert.Equal(("Title 19", false), (video.Title, video.IsOfflineDisabled));
    }

    [Fact]
    public async Task Survives_transcoding_again()
    {
        var id = await bench.AddAsync();
        await SetAsync(id, true);
        await bench.MoveAsync(id, VideoStatus.Transcoding, VideoStatus.Normal);
        Assert.True((await bench.Media.FindAsync(id))!.IsOfflineDisabled);
    }

    [Fact]
    public async Task Refuses_a_video_that_does_not_exist() =>
        await MediaBench.RefusedAsync(ErrorCode.VideoNotFound, () => SetAsync(Guid.NewGuid(), true));

    [Fact]
    public async Task Refuses_an_auditor_and_lets_an_operator()
    {
        var id = await bench.AddAsync();
        var auditor = await bench.Media.AddPersonAsync(Role.Auditor, "auditor");
        await MediaBench.RefusedAsync(ErrorCode.Forbidden, () => bench.Switch.DisableAsync(auditor, id, default));
        var person = await bench.Media.AddPersonAsync(Role.Operator, "operator");
        Assert.True(await bench.Switch.DisableAsync(person, id, default));
    }

    public void Dispose() => bench.Dispose();

    private Task<bool> SetAsync(Guid id, bool disables) =>
        disables ? bench.Switch.DisableAsync(Actor.System, id, default) : bench.Switch.EnableAsync(Actor.System, id, default);
}
