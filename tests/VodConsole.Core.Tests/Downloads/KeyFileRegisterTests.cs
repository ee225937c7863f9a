using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Tests.Downloads;

public sealed class KeyFileRegisterTests : IAsyncLifetime
{
    private readonly KeyFileBench bench = new();

    [Fact]
    public async Task Finds_by_label_identity_fingerprint_and_id()
    {
        var kiosk = await bench.GenerateAsync("Kiosk 大厅");
        var phone = await bench.GenerateAsync("Phone", AppPlatform.Ios, "com.Example.Phone");
        await AssertFindsAsync(kiosk, "kiosk", "大厅", "BB:0D:AC:74", "bb0dac", "android", kiosk.Fingerprint[..12].ToUpperInvariant(), $"{kiosk.Id:N}", $" {kiosk.Id:D} ");
        await AssertFindsAsync(phone, "PHONE", "com.example", "example.Phone", phone.Fingerprint);
        Assert.Empty(await bench.FindAsync(new KeyFileSearch { Text = "100%_" }));
        Assert.Empty(await bench.FindAsync(new KeyFileSearch { Text = phone.Fingerprint[1..20] }));
    }

    [Fact]
    public async Task Filters_by_platform_and_by_the_status_at_the_clock()
    {
        var live = await bench.GenerateAsync("Live", AppPlatform.Ios, "com.example.live");
        var old = await bench.GenerateAsync("Old");
        var next = await bench.Rotation.RotateAsync(Actor.System, old.Id, await bench.ReplacementAsync(KeyFileOverlap.Days(7)), default);
        var gone = await bench.GenerateAsync("Gone");
        await bench.Register.RevokeAsync(Actor.System, gone.Id, "lost", default);

        Assert.Equal([live.Id], await IdsAsync(new KeyFileSearch { Platform = AppPlatform.Ios }));
        Assert.Equal(Sorted(live.Id, next.Id), Sorted(await IdsAsync(new KeyFileSearch { Status = KeyFileStatus.Live })));
        Assert.Equal([old.Id], await IdsAsync(new KeyFileSearch { Status = KeyFileStatus.Replaced }));
        Assert.Empty(await IdsAsync(new KeyFileSearch { Status = KeyFileStatus.Expired }));
        Assert.Equal([gone.Id], await IdsAsync(new KeyFileSearch { Status = KeyFileStatus.Revoked }));

        bench.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Empty(await IdsAsync(new KeyFileSearch { Status = KeyFileStatus.Replaced }));
        Assert.Equal([old.Id], await IdsAsync(new KeyFileSearch { Status = KeyFileStatus.Expired }));
        Assert.Equal(KeyFileStatus.Expired, (await bench.RowAsync(old.Id)).Status);
    }

    [Fact]
    public async Task Sorts_and_pages()
    {
        foreach (var label in (string[])["b", "C", "a"])
        {
            await bench.GenerateAsync(label);
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["a", "C", "b"], await LabelsAsync(new KeyFileSearch()));
        Assert.Equal(["b", "C", "a"], await LabelsAsync(new KeyFileSearch { IsDescending = false }));
        Assert.Equal(["a", "b", "C"], await LabelsAsync(new KeyFileSearch { Sort = KeyFileSort.Label, IsDescending = false }));
        Assert.Equal(3, (await bench.FindAsync(new KeyFileSearch { Sort = KeyFileSort.LastUsed })).Count);
        var page = await bench.Register.SearchAsync(Actor.System, new KeyFileSearch(), 1, 1, default);
        Assert.Equal(("C", 3), (Assert.Single(page.Rows).Label, page.Total));
    }

    [Fact]
    public async Task Revokes_with_a_reason_and_once()
    {
        var person = await bench.AddPersonAsync(Role.Operator);
        var made = await bench.GenerateAsync("Kiosk");
        await KeyFileBench.RefusedAsync(ErrorCode.RevokeReasonMissing, () => bench.Register.RevokeAsync(person, made.Id, "  ", default));
        await KeyFileBench.RefusedAsync(ErrorCode.RevokeReasonTooLong, () => bench.Register.RevokeAsync(person, made.Id, new string('x', 501), default));
        await KeyFileBench.RefusedAsync(ErrorCode.TextNotAllowed, () => bench.Register.RevokeAsync(person, made.Id, "a\u200Bb", default));
        await bench.Register.RevokeAsync(person, made.Id, " The keystore leaked ", default);

        var row = await bench.RowAsync(made.Id);
        Assert.Equal(
            (KeyFileStatus.Revoked, bench.Now, person.Name, "The keystore leaked"), (row.Status, row.RevokedAt, row.RevokedBy, row.RevokeReason));
        var refusal = await KeyFileBench.RefusedAsync(ErrorCode.KeyFileRevoked, () => bench.Register.RevokeAsync(person, made.Id, "again", default));
        Assert.Equal([person.Name, "The keystore leaked"], refusal.Arguments);
        Assert.Equal(1, await CountAuditAsync(AuditAction.KeyFileRevoked));
    }

    [Fact]
    public async Task Of_two_who_revoke_at_once_one_is_told()
    {
        var made = await bench.GenerateAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async number =>
        {
            try
            {
                await bench.Register.RevokeAsync(Actor.System, made.Id, $"reason {number}", default);
                return true;
            }
            catch (VodConsole.Core.Refusals.VodException refusal) when (refusal.Code == ErrorCode.KeyFileRevoked)
            {
                return false;
            }
        }));
        Assert.Single(outcomes, isDone => isDone);
    }

    [Fact]
    public async Task Describes_and_lets_the_second_of_two_decide()
    {
        var made = await bench.GenerateAsync("Old");
        var seen = new KeyFileWords("Old", "");
        await bench.Register.DescribeAsync(Actor.System, made.Id, seen, new KeyFileWords(" New ", "A note"), default);
        await bench.Register.DescribeAsync(Actor.System, made.Id, seen, new KeyFileWords("New", "A note"), default);
        await KeyFileBench.RefusedAsync(
            ErrorCode.ChangedMeanwhile, () => bench.Register.DescribeAsync(Actor.System, made.Id, seen, new KeyFileWords("Mine", ""), default));

        var row = await bench.RowAsync(made.Id);
        Assert.Equal(("New", "A note"), (row.Label, row.Note));
        Assert.Equal(1, await CountAuditAsync(AuditAction.KeyFileDescribed));
        Assert.Single(await bench.FindAsync(new KeyFileSearch { Text = "new" }));
    }

    [Fact]
    public async Task A_key_file_that_does_not_exist_is_said_to_be_unknown()
    {
        var id = Guid.NewGuid();
        Assert.Null(await bench.Register.FindAsync(Actor.System, id, default));
        await KeyFileBench.RefusedAsync(ErrorCode.KeyFileNotFound, () => bench.Register.RevokeAsync(Actor.System, id, "x", default));
        await KeyFileBench.RefusedAsync(
            ErrorCode.KeyFileNotFound, () => bench.Register.DescribeAsync(Actor.System, id, new("", ""), new("a", ""), default));
        var asked = await bench.ReplacementAsync(KeyFileOverlap.None);
        await KeyFileBench.RefusedAsync(ErrorCode.KeyFileNotFound, () => bench.Rotation.RotateAsync(Actor.System, id, asked, default));
    }

    [Fact]
    public async Task An_auditor_changes_nothing()
    {
        var auditor = await bench.AddPersonAsync(Role.Auditor);
        var made = await bench.GenerateAsync();
        var asked = await bench.ReplacementAsync(KeyFileOverlap.None);
        await KeyFileBench.RefusedAsync(ErrorCode.Forbidden, () => bench.Register.RevokeAsync(auditor, made.Id, "x", default));
        await KeyFileBench.RefusedAsync(ErrorCode.Forbidden, () => bench.Register.DescribeAsync(auditor, made.Id, new("", ""), new("a", ""), default));
        await KeyFileBench.RefusedAsync(ErrorCode.Forbidden, () => bench.Rotation.RotateAsync(auditor, made.Id, asked, default));
        Assert.Equal(KeyFileStatus.Live, (await bench.Register.FindAsync(auditor, made.Id, default))!.Status);
    }

    public Task InitializeAsync() => bench.InitializeAsync();

    public Task DisposeAsync() => bench.DisposeAsync();

    private async Task AssertFindsAsync(GeneratedKeyFile wanted, params string[] texts)
    {
        foreach (var text in texts)
            Assert.Equal([wanted.Id], await IdsAsync(new KeyFileSearch { Text = text }));
    }

    private async Task<IReadOnlyList<Guid>> IdsAsync(KeyFileSearch search) => [.. (await bench.FindAsync(search)).Select(row => row.Id)];

    private async Task<IReadOnlyList<string>> LabelsAsync(KeyFileSearch search) => [.. (await bench.FindAsync(search)).Select(row => row.Label)];

    private static IReadOnlyList<Guid> Sorted(params IEnumerable<Guid> ids) => [.. ids.Order()];

    private async Task<int> CountAuditAsync(string action)
    {
        await using var db = bench.NewContext();
        return db.AuditEntries.Count(entry => entry.Action == action);
    }
}
