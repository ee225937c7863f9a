using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Downloads;

public sealed class KeyFileRotationTests : IAsyncLifetime
{
    private readonly KeyFileBench bench = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(90)]
    public async Task The_new_file_is_for_the_same_app_and_the_old_one_ends_with_the_overlap(int days)
    {
        var old = await bench.Generation.GenerateAsync(Actor.System, await bench.FormAsync(label: "Old", note: "kept"), default);
        var overlap = days == 0 ? KeyFileOverlap.None : KeyFileOverlap.Days(days);
        var made = await bench.Rotation.RotateAsync(Actor.System, old.Id, await bench.ReplacementAsync(overlap), default);

        var (before, after) = (await bench.RowAsync(old.Id), await bench.RowAsync(made.Id));
        Assert.Equal((before.Identity, before.Platform, "Next", "kept", KeyFileStatus.Live), (after.Identity, after.Platform, after.Label, after.Note, after.Status));
        Assert.Equal((made.Id, bench.Now.AddDays(days)), (before.ReplacedById, before.ValidUntil));
        Assert.Equal(days == 0 ? KeyFileStatus.Expired : KeyFileStatus.Replaced, before.Status);
        bench.Clock.Advance(TimeSpan.FromDays(days));
        Assert.Equal(KeyFileStatus.Expired, (await bench.RowAsync(old.Id)).Status);
        await using var db = bench.NewContext();
        Assert.Contains(made.Fingerprint, (await db.AuditEntries.SingleAsync(entry => entry.Action == AuditAction.KeyFileRotated)).After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_old_one_may_count_until_a_day_at_most_a_year_ahead()
    {
        var old = await bench.GenerateAsync();
        foreach (var wrong in (DateTime[])[bench.Now.AddTicks(-1), bench.Now.AddDays(367)])
        {
            var asked = await bench.ReplacementAsync(KeyFileOverlap.Until(wrong));
            await KeyFileBench.RefusedAsync(ErrorCode.KeyFileOverlapInvalid, () => bench.Rotation.RotateAsync(Actor.System, old.Id, asked, default));
        }

        await bench.Rotation.RotateAsync(Actor.System, old.Id, await bench.ReplacementAsync(KeyFileOverlap.Until(bench.Now.AddDays(366))), default);
        Assert.Equal(bench.Now.AddDays(366), (await bench.RowAsync(old.Id)).ValidUntil);
    }

    [Fact]
    public async Task Refuses_to_rotate_what_was_revoked_or_replaced()
    {
        var revoked = await bench.GenerateAsync();
        await bench.Register.RevokeAsync(Actor.System, revoked.Id, "leak", default);
        await RefusesAsync(ErrorCode.KeyFileRevoked, revoked.Id);

        var old = await bench.GenerateAsync();
        var next = await bench.Rotation.RotateAsync(Actor.System, old.Id, await bench.ReplacementAsync(KeyFileOverlap.Days(7)), default);
        var refusal = await RefusesAsync(ErrorCode.KeyFileReplaced, old.Id);
        Assert.Equal($"{next.Id:N}", refusal.Arguments[0]);
    }

    [Fact]
    public async Task Refuses_outside_of_secure_mode_and_leaves_the_old_one_as_it_was()
    {
        var old = await bench.GenerateAsync();
        var asked = await bench.ReplacementAsync(KeyFileOverlap.None);
        await bench.SetModeAsync(DownloadMode.Normal);
        await KeyFileBench.RefusedAsync(ErrorCode.KeyFileNeedsSecureMode, () => bench.Rotation.RotateAsync(Actor.System, old.Id, asked, default));
        Assert.Equal(KeyFileStatus.Live, (await bench.RowAsync(old.Id)).Status);
    }

    [Fact]
    public async Task Of_many_who_rotate_at_once_one_does()
    {
        var old = await bench.GenerateAsync();
        var forms = new List<KeyFileReplacement>();
        for (var number = 0; number < 4; number++) forms.Add(await bench.ReplacementAsync(KeyFileOverlap.Days(1)));
        var outcomes = await Task.WhenAll(forms.Select(async form =>
        {
            try
            {
                await bench.Rotation.RotateAsync(Actor.System, old.Id, form, default);
                return true;
            }
            catch (VodConsole.Core.Refusals.VodException refusal) when (refusal.Code == ErrorCode.KeyFileReplaced)
            {
                return false;
            }
        }));
        Assert.Single(outcomes, isDone => isDone);
        Assert.Equal(2, (await bench.FindAsync(new KeyFileSearch())).Count);
    }

    [Fact]
    public async Task An_expired_one_can_still_be_revoked_and_the_new_one_stays()
    {
        var old = await bench.GenerateAsync();
        var made = await bench.Rotation.RotateAsync(Actor.System, old.Id, await bench.ReplacementAsync(KeyFileOverlap.None), default);
        await bench.Register.RevokeAsync(Actor.System, old.Id, "leak", default);
        Assert.Equal(KeyFileStatus.Revoked, (await bench.RowAsync(old.Id)).Status);
        Assert.Equal(KeyFileStatus.Live, (await bench.RowAsync(made.Id)).Status);
    }

    public Task InitializeAsync() => bench.InitializeAsync();

    public Task DisposeAsync() => bench.DisposeAsync();

    private async Task<VodConsole.Core.Refusals.VodException> RefusesAsync(ErrorCode code, Guid old)
    {
        var asked = await bench.ReplacementAsync(KeyFileOverlap.Days(1));
        return await KeyFileBench.RefusedAsync(code, () => bench.Rotation.RotateAsync(Actor.System, old, asked, default));
    }
}
