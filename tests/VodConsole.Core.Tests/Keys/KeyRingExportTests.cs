using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Keys;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Keys;

public sealed class KeyRingExportTests : IAsyncLifetime
{
    private const string Passphrase = "correct horse battery";

    private KeyRingInstallation installation = null!;

    public async Task InitializeAsync()
    {
        installation = await KeyRingInstallation.CreateAsync();
        await installation.Check.EnsureAsync(default);
    }

    public async Task DisposeAsync() => await installation.DisposeAsync();

    [Fact]
    public async Task Brings_lost_keys_back_so_that_a_stored_key_opens_again()
    {
        var row = await installation.StoreDataKeyAsync();
        var before = await installation.DataKeys.OpenAsync(row, default);
        var export = await ExportAsync();
        File.Delete(installation.File.Path);

        await using var next = installation.Reopen();
        Assert.True(await next.Import.OpenAsync(Actor.CommandLine, export, Passphrase, default));

        await next.Check.EnsureAsync(default);
        Assert.Equal(before, await next.DataKeys.OpenAsync(row, default));
    }

    [Fact]
    public async Task Shows_nothing_of_the_keys()
    {
        var ring = await installation.File.LoadAsync(default);
        var export = await ExportAsync();

        foreach (var entry in ring!.Entries)
        {
            Assert.Equal(-1, export.AsSpan().IndexOf(entry.Key));
            Assert.Equal(-1, export.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(entry.Key))));
        }
    }

    [Fact]
    public async Task Never_makes_the_same_file_twice() => Assert.NotEqual(await ExportAsync(), await ExportAsync());

    [Fact]
    public async Task Importing_the_same_keys_changes_nothing()
    {
        var export = await ExportAsync();
        var before = await File.ReadAllBytesAsync(installation.File.Path);

        Assert.False(await installation.Import.OpenAsync(Actor.CommandLine, export, Passphrase, default));

        Assert.Equal(before, await File.ReadAllBytesAsync(installation.File.Path));
    }

    [Fact]
    public async Task Never_overwrites_other_keys()
    {
        var export = await ExportAsync();
        var others = KeyRing.Generate(TimeProvider.System);
        await installation.File.SaveAsync(others, default);

        await AssertRefusedAsync(ErrorCode.KeyRingPresent, export);

        Assert.True(others.Matches((await installation.File.LoadAsync(default))!));
    }

    [Fact]
    public async Task Refuses_the_export_of_another_installation()
    {
        await using var other = await KeyRingInstallation.CreateAsync();
        await other.Check.EnsureAsync(default);
        var export = await other.Export.SealAsync(Actor.CommandLine, Passphrase, default);
        File.Delete(installation.File.Path);

        await AssertRefusedAsync(ErrorCode.KeyExportForeign, export);

        Assert.False(File.Exists(installation.File.Path));
    }

    [Fact]
    public async Task Refuses_another_passphrase()
    {
        var export = await ExportAsync();
        File.Delete(installation.File.Path);

        var refusal = await Assert.ThrowsAsync<VodException>(
            () => installation.Import.OpenAsync(Actor.CommandLine, export, "correct horse batterz", default));

        Assert.Equal(ErrorCode.KeyExportRejected, refusal.Code);
    }

    [Fact]
    public async Task Opens_with_a_passphrase_typed_in_another_unicode_form()
    {
        var export = await installation.Export.SealAsync(Actor.CommandLine, "Schlüssel für alles", default);
        File.Delete(installation.File.Path);

        Assert.True(await installation.Import.OpenAsync(Actor.CommandLine, export, "Schlüssel für alles".Normalize(System.Text.NormalizationForm.FormD), default));
    }

    [Fact]
    public async Task Refuses_a_short_passphrase()
    {
        var refusal = await Assert.ThrowsAsync<VodException>(
            () => installation.Export.SealAsync(Actor.CommandLine, "eleven char", default));

        Assert.Equal(ErrorCode.PassphraseTooShort, refusal.Code);
    }

    [Theory]
    [InlineData(0)]   // magic
    [InlineData(8)]   // key derivation
    [InlineData(9)]   // algorithm
    [InlineData(10)]  // iterations, by billions
    [InlineData(13)]  // iterations, by a few
    [InlineData(20)]  // salt
    [InlineData(50)]  // nonce
    [InlineData(61)]  // length
    [InlineData(62)]  // ciphertext
    [InlineData(-1)]  // tag
    public async Task Refuses_an_export_with_one_flipped_bit(int offset)
    {
        var export = await ExportAsync();
        export[offset < 0 ? export.Length + offset : offset] ^= 0x40;
        File.Delete(installation.File.Path);

        await AssertRefusedAsync(ErrorCode.KeyExportRejected, export);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    [InlineData(77)]
    [InlineData(200)]
    public async Task Refuses_an_export_that_is_cut_short(int length)
    {
        var export = await ExportAsync();
        File.Delete(installation.File.Path);

        await AssertRefusedAsync(ErrorCode.KeyExportRejected, export[..length]);
        await AssertRefusedAsync(ErrorCode.KeyExportRejected, [.. export, 0]);
        await AssertRefusedAsync(ErrorCode.KeyExportRejected, new byte[KeyRingImport.SizeLimit + 1]);
    }

    [Fact]
    public async Task Both_ways_are_audited_without_a_secret()
    {
        var export = await ExportAsync();
        var keys = (await installation.File.LoadAsync(default))!.Entries.Select(entry => Convert.ToBase64String(entry.Key)).ToList();
        File.Delete(installation.File.Path);
        await installation.Import.OpenAsync(Actor.CommandLine, export, Passphrase, default);

        await using var db = await installation.OpenDatabaseAsync();
        var entries = await db.AuditEntries.OrderBy(entry => entry.Id).ToListAsync();

        Assert.Equal([AuditAction.KeysExported, AuditAction.KeysImported], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.All(keys.Append(Passphrase),
            secret => Assert.DoesNotContain(secret, $"{entry.Before}{entry.After}{entry.TargetName}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_stranger_gets_no_keys_and_the_attempt_is_audited()
    {
        var stranger = new Actor(Guid.NewGuid(), "stranger@example.com");

        await Assert.ThrowsAsync<VodException>(() => installation.Export.SealAsync(stranger, Passphrase, default));
        await Assert.ThrowsAsync<VodException>(() => installation.Import.OpenAsync(stranger, new byte[100], Passphrase, default));
        await Assert.ThrowsAsync<VodException>(() => installation.Status.ReadAsync(stranger, default));

        await using var db = await installation.OpenDatabaseAsync();
        Assert.Equal(3, await db.AuditEntries.CountAsync(entry => entry.Outcome == AuditOutcome.Refused));
    }

    [Fact]
    public async Task The_status_counts_what_hangs_on_each_key()
    {
        await installation.StoreDataKeyAsync();

        var report = await installation.Status.ReadAsync(Actor.CommandLine, default);

        Assert.Equal(KeyRingHealth.Fits, report.Health);
        Assert.Equal(1, report.DataKeys);
        Assert.Equal(1, Assert.Single(report.Versions, version => version.Purpose == KeyPurpose.Media).Wraps);
    }

    private Task<byte[]> ExportAsync() => installation.Export.SealAsync(Actor.CommandLine, Passphrase, default);

    private async Task AssertRefusedAsync(ErrorCode expected, byte[] export)
    {
        var refusal = await Assert.ThrowsAsync<VodException>(
            () => installation.Import.OpenAsync(Actor.CommandLine, export, Passphrase, default));
        Assert.Equal(expected, refusal.Code);
    }
}
