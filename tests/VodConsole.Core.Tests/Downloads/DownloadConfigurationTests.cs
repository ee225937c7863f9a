using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Downloads;

public sealed class DownloadConfigurationTests : IAsyncDisposable
{
    private readonly PolicyBench bench = new();

    private DownloadConfiguration Configuration => bench.Configuration;

    [Fact]
    public async Task Begins_with_downloads_off_and_nobody_who_decided_it()
    {
        var state = await Configuration.ReadAsync(Actor.System, default);
        Assert.Equal((DownloadMode.Off, "", null), (state.Mode, state.ChangedBy, state.ChangedAt));
    }

    [Fact]
    public async Task Sets_the_mode_that_was_agreed_to_and_says_before_and_after_in_the_audit_log()
    {
        var change = await ApplyAsync(DownloadMode.Secure);
        Assert.Equal((DownloadChangeOutcome.Done, DownloadMode.Off), (change.Outcome, change.Former));

        var state = await Configuration.ReadAsync(Actor.System, default);
        Assert.Equal((DownloadMode.Secure, Actor.System.Name, bench.Now), (state.Mode, state.ChangedBy, state.ChangedAt));
        Assert.Equal(state, change.State);
        await using var db = bench.NewContext();
        var entry = Assert.Single(db.AuditEntries);
        Assert.Equal("download.set-mode", entry.Action);
        Assert.Equal(("Off", "Secure"), (ModeIn(entry.Before), ModeIn(entry.After)));
    }

    [Fact]
    public async Task Says_what_each_mode_would_do_to_which_videos()
    {
        await bench.AddVideoAsync();
        await bench.AddVideoAsync();
        await bench.AddVideoAsync(encryption: EncryptType.PrivateEncryption);
        await bench.AddVideoAsync(encryption: EncryptType.None, isOfflineDisabled: true);
        await bench.AddVideoAsync(encryption: null);
        await bench.AddVideoAsync(VideoStatus.Transcoding);
        await bench.AddVideoAsync(VideoStatus.Blocked);

        var secure = await PreviewAsync(DownloadMode.Secure);
        Assert.Equal((3, 4, 7), (secure.Count(DownloadEffect.Starts), secure.Count(DownloadEffect.StaysWithout), secure.Videos.Sum(group => group.Count)));
        var normal = await PreviewAsync(DownloadMode.Normal);
        Assert.Equal((1, 6), (normal.Count(DownloadEffect.Starts), normal.Count(DownloadEffect.StaysWithout)));

        await ApplyAsync(DownloadMode.Secure);
        var back = await PreviewAsync(DownloadMode.Normal);
        Assert.Equal((2, 1, 4), (back.Count(DownloadEffect.Stops), back.Count(DownloadEffect.ChangesForm), back.Count(DownloadEffect.StaysWithout)));
        Assert.Equal(3, (await PreviewAsync(DownloadMode.Off)).Count(DownloadEffect.Stops));
        Assert.Equal(3, (await PreviewAsync(DownloadMode.Secure)).Count(DownloadEffect.Stays));
    }

    [Fact]
    public async Task Leaves_retired_publications_out_of_the_numbers()
    {
        var id = await bench.AddVideoAsync();
        await using (var db = bench.NewContext())
        {
            db.Add(new Publication
            {
                Id = Guid.NewGuid(), VideoId = id, TaskId = Guid.NewGuid(), Fence = 1, Prefix = "out/old", EncryptType = EncryptType.None,
                Duration = 1, PublishedAt = bench.Now, RetiredAt = bench.Now,
            });
            await db.SaveChangesAsync();
        }
        var group = Assert.Single((await PreviewAsync(DownloadMode.Secure)).Videos);
        Assert.Equal((EncryptType.HlsEncryption, 1), (group.Encryption, group.Count));
    }

    [Fact]
    public async Task Counts_downloads_of_the_last_thirty_days_by_mode_and_apps_by_whether_they_could_go_on()
    {
        await DownloadedAsync(DownloadMode.Secure, TimeSpan.FromDays(1));
        await DownloadedAsync(DownloadMode.Secure, TimeSpan.FromDays(30));
        await DownloadedAsync(DownloadMode.Normal, TimeSpan.Zero);
        await DownloadedAsync(DownloadMode.Normal, TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        var (one, two, three) = (PolicyBench.App("com.example.one"), PolicyBench.App("com.example.two"), PolicyBench.App("com.example.three"));
        await bench.AddKeyFileAsync(one, KeyFileStatus.Revoked);
        await bench.AddKeyFileAsync(one);
        await bench.AddKeyFileAsync(two, KeyFileStatus.Replaced);
        await bench.AddKeyFileAsync(three, KeyFileStatus.Expired);
        await bench.AddKeyFileAsync(three, KeyFileStatus.Revoked);

        var preview = await PreviewAsync(DownloadMode.Secure);
        Assert.Equal((1, 2), (preview.NormalDownloads.Count, preview.SecureDownloads.Count));
        Assert.Equal((2, 1), (preview.AppsWithKeyFile, preview.AppsWithoutKeyFile));
    }

    public static TheoryData<string> Changes => ["video", "switch", "download", "key file", "revocation"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Refuses_with_the_new_numbers_when_they_are_others_than_the_person_saw(string what)
    {
        var id = await bench.AddVideoAsync();
        var file = await bench.AddKeyFileAsync(PolicyBench.App("com.example.player"));
        var seen = await PreviewAsync(DownloadMode.Secure);
        await ChangeAsync(what, id, file.Id);

        var refused = await Configuration.ApplyAsync(Actor.System, DownloadMode.Secure, seen.Hash, seen.Version, default);

        Assert.Equal(DownloadChangeOutcome.NumbersChanged, refused.Outcome);
        Assert.NotEqual(seen.Hash, refused.Preview!.Hash);
        Assert.Equal((await PreviewAsync(DownloadMode.Secure)).Hash, refused.Preview.Hash);
        Assert.Equal(DownloadMode.Off, (await Configuration.ReadAsync(Actor.System, default)).Mode);
        var agreed = await Configuration.ApplyAsync(Actor.System, DownloadMode.Secure, refused.Preview.Hash, seen.Version, default);
        Assert.Equal(DownloadChangeOutcome.Done, agreed.Outcome);
    }

    [Fact]
    public async Task A_hash_stands_for_the_mode_that_it_was_made_for()
    {
        var seen = await PreviewAsync(DownloadMode.Secure);
        var refused = await Configuration.ApplyAsync(Actor.System, DownloadMode.Normal, seen.Hash, seen.Version, default);
        Assert.Equal(DownloadChangeOutcome.NumbersChanged, refused.Outcome);
    }

    [Fact]
    public async Task Shows_the_second_of_two_operators_what_the_first_one_did()
    {
        var seen = await PreviewAsync(DownloadMode.Normal);
        await ApplyAsync(DownloadMode.Secure);

        var refused = await Configuration.ApplyAsync(Actor.System, DownloadMode.Normal, seen.Hash, seen.Version, default);
        Assert.Equal(DownloadChangeOutcome.ChangedMeanwhile, refused.Outcome);
        Assert.Equal((DownloadMode.Secure, Actor.System.Name), (refused.State.Mode, refused.State.ChangedBy));

        var mine = await PreviewAsync(DownloadMode.Normal);
        var done = await Configuration.ApplyAsync(Actor.System, DownloadMode.Normal, mine.Hash, refused.State.Version, default);
        Assert.Equal((DownloadChangeOutcome.Done, DownloadMode.Normal), (done.Outcome, done.State.Mode));
    }

    [Fact]
    public async Task Lets_one_of_two_operators_at_the_same_instant_win()
    {
        for (var round = 0; round < 5; round++)
        {
            await bench.SetModeAsync(DownloadMode.Off);
            var normal = await PreviewAsync(DownloadMode.Normal);
            var secure = await PreviewAsync(DownloadMode.Secure);
            var changes = await Task.WhenAll(
                Task.Run(() => Configuration.ApplyAsync(Actor.System, DownloadMode.Normal, normal.Hash, normal.Version, default)),
                Task.Run(() => Configuration.ApplyAsync(Actor.System, DownloadMode.Secure, secure.Hash, secure.Version, default)));

            var won = Assert.Single(changes, change => change.Outcome == DownloadChangeOutcome.Done);
            Assert.Single(changes, change => change.Outcome == DownloadChangeOutcome.ChangedMeanwhile);
            Assert.Equal(won.State, await Configuration.ReadAsync(Actor.System, default));
        }
    }

    [Fact]
    public async Task Takes_a_second_click_for_the_first_one()
    {
        var seen = await PreviewAsync(DownloadMode.Secure);
        var clicks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => Configuration.ApplyAsync(Actor.System, DownloadMode.Secure, seen.Hash, seen.Version, default))));
        Assert.All(clicks, click => Assert.Equal(DownloadChangeOutcome.Done, click.Outcome));
        await using var db = bench.NewContext();
        Assert.Single(db.AuditEntries);
    }

    [Fact]
    public async Task Takes_a_change_back_once_whatever_the_numbers_are_now()
    {
        var done = await ApplyAsync(DownloadMode.Secure);
        await bench.AddVideoAsync();

        var undone = await Configuration.UndoAsync(Actor.System, done, default);
        Assert.Equal((DownloadChangeOutcome.Done, DownloadMode.Off), (undone.Outcome, undone.State.Mode));

        await ApplyAsync(DownloadMode.Normal);
        Assert.Equal(DownloadChangeOutcome.ChangedMeanwhile, (await Configuration.UndoAsync(Actor.System, done, default)).Outcome);
    }

    [Fact]
    public async Task Takes_nothing_back_that_somebody_has_changed_since()
    {
        var done = await ApplyAsync(DownloadMode.Secure);
        await ApplyAsync(DownloadMode.Normal);
        var refused = await Configuration.UndoAsync(Actor.System, done, default);
        Assert.Equal((DownloadChangeOutcome.ChangedMeanwhile, DownloadMode.Normal), (refused.Outcome, refused.State.Mode));
    }

    [Fact]
    public async Task Shows_an_auditor_everything_and_lets_them_change_nothing()
    {
        var auditor = await AddPersonAsync(Role.Auditor);
        Assert.Equal(DownloadMode.Off, (await Configuration.ReadAsync(auditor, default)).Mode);
        var preview = await Configuration.PreviewAsync(auditor, DownloadMode.Secure, default);
        await RefusedAsync(() => Configuration.ApplyAsync(auditor, DownloadMode.Secure, preview.Hash, preview.Version, default));
        var done = await ApplyAsync(DownloadMode.Secure);
        await RefusedAsync(() => Configuration.UndoAsync(auditor, done, default));

        await using var db = bench.NewContext();
        Assert.Equal(2, db.AuditEntries.Count(entry => entry.Action == "access.refuse" && entry.ActorId == auditor.UserId));
        Assert.Equal(DownloadMode.Secure, db.DownloadSettings.Single().Mode);
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(999, 999, false)]
    [InlineData(1000, 1000, true)]
    [InlineData(1234, 1200, true)]
    [InlineData(12_999, 12_000, true)]
    [InlineData(int.MaxValue, 2_100_000_000, true)]
    public void Rounds_large_numbers_of_downloads_so_that_a_busy_service_can_be_changed(int count, int shown, bool isRounded) =>
        Assert.Equal((shown, isRounded), (new PastDownloads(count).Shown, new PastDownloads(count).IsRounded));

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private Task<DownloadPreview> PreviewAsync(DownloadMode wanted) => Configuration.PreviewAsync(Actor.System, wanted, default);

    private async Task<DownloadChange> ApplyAsync(DownloadMode wanted)
    {
        var preview = await PreviewAsync(wanted);
        var change = await Configuration.ApplyAsync(Actor.System, wanted, preview.Hash, preview.Version, default);
        Assert.Equal(DownloadChangeOutcome.Done, change.Outcome);
        return change;
    }

    private async Task ChangeAsync(string what, Guid videoId, Guid keyFileId)
    {
        await using var db = bench.NewContext();
        switch (what)
        {
            case "video":
                await bench.AddVideoAsync();
                break;
            case "switch":
                (await db.Videos.FindAsync(videoId))!.IsOfflineDisabled = true;
                break;
            case "download":
                await DownloadedAsync(DownloadMode.Secure, TimeSpan.Zero);
                break;
            case "key file":
                await bench.AddKeyFileAsync(PolicyBench.App("com.example.second"));
                break;
            case "revocation":
                (await db.KeyFiles.FindAsync(keyFileId))!.RevokedAt = bench.Now;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, null);
        }
        await db.SaveChangesAsync();
    }

    private async Task DownloadedAsync(DownloadMode mode, TimeSpan ago)
    {
        await using var db = bench.NewContext();
        db.Add(new DownloadAuthorisation
        {
            Id = Guid.NewGuid(), VideoId = Guid.NewGuid(), Mode = mode, KeyFileId = null, Subject = "viewer", At = bench.Now - ago,
        });
        await db.SaveChangesAsync();
    }

    private async Task<Actor> AddPersonAsync(Role role)
    {
        await using var db = bench.NewContext();
        var user = new VodUser { Id = Guid.NewGuid(), UserName = $"{role}@example.com" };
        var held = new IdentityRole<Guid>(role.ToString()) { Id = Guid.NewGuid() };
        db.AddRange(user, held, new IdentityUserRole<Guid> { UserId = user.Id, RoleId = held.Id });
        await db.SaveChangesAsync();
        return new Actor(user.Id, user.UserName);
    }

    private static async Task RefusedAsync(Func<Task> act) =>
        Assert.Equal(ErrorCode.Forbidden, (await Assert.ThrowsAsync<VodException>(act)).Code);

    private static string? ModeIn(string? json) => JsonDocument.Parse(json!).RootElement.GetProperty("Mode").GetString();
}
