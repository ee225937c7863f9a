using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Keys;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Keys;

public sealed class KeyRingCheckTests : IAsyncLifetime
{
    private KeyRingInstallation installation = null!;

    public async Task InitializeAsync() => installation = await KeyRingInstallation.CreateAsync();

    public async Task DisposeAsync() => await installation.DisposeAsync();

    [Fact]
    public async Task Makes_keys_and_canaries_for_an_empty_database()
    {
        Assert.Equal(KeyRingHealth.NotMade, await installation.Check.ExamineAsync(default));

        await installation.Check.EnsureAsync(default);

        Assert.Equal(KeyRingHealth.Fits, await installation.Check.ExamineAsync(default));
        await using var db = await installation.OpenDatabaseAsync();
        Assert.Equal(Enum.GetValues<KeyPurpose>().Order(), (await db.KeyCanaries.ToListAsync()).Select(canary => canary.Purpose).Order());
    }

    [Fact]
    public async Task Keeps_the_keys_at_the_next_start()
    {
        await installation.Check.EnsureAsync(default);
        var first = await installation.File.LoadAsync(default);
        var key = await installation.StoreDataKeyAsync();

        await using var next = installation.Reopen();
        await next.Check.EnsureAsync(default);

        Assert.True(first!.Matches((await next.File.LoadAsync(default))!));
        Assert.Equal(DataKeys.Length, (await next.DataKeys.OpenAsync(key, default)).Length);
    }

    [Fact]
    public async Task Refuses_a_missing_key_ring_and_makes_no_new_one()
    {
        await installation.Check.EnsureAsync(default);
        File.Delete(installation.File.Path);

        await using var next = installation.Reopen();
        var refusal = await Assert.ThrowsAsync<VodException>(() => next.Check.EnsureAsync(default));

        Assert.Equal(ErrorCode.KeyRingMissing, refusal.Code);
        Assert.Contains("keys import", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(installation.File.Path));
    }

    [Fact]
    public async Task Refuses_a_missing_key_ring_also_when_only_a_data_key_tells_of_it()
    {
        await installation.Check.EnsureAsync(default);
        await installation.StoreDataKeyAsync();
        await using (var db = await installation.OpenDatabaseAsync()) await db.KeyCanaries.ExecuteDeleteAsync();
        File.Delete(installation.File.Path);

        var refusal = await Assert.ThrowsAsync<VodException>(() => installation.Check.EnsureAsync(default));

        Assert.Equal(ErrorCode.KeyRingMissing, refusal.Code);
    }

    [Fact]
    public async Task Refuses_the_key_ring_of_another_installation()
    {
        await installation.Check.EnsureAsync(default);
        await installation.File.SaveAsync(KeyRing.Generate(TimeProvider.System), default);

        var refusal = await Assert.ThrowsAsync<VodException>(() => installation.Check.EnsureAsync(default));

        Assert.Equal(ErrorCode.KeyRingForeign, refusal.Code);
    }

    [Fact]
    public async Task Refuses_a_key_ring_that_lacks_the_version_of_a_stored_key()
    {
        await installation.Check.EnsureAsync(default);
        var key = await installation.StoreDataKeyAsync();
        await using (var db = await installation.OpenDatabaseAsync())
        {
            var wrapped = WrappedKey.Parse(key.Wrapped) with { KekVersion = 2 };
            await db.DataKeys.ExecuteUpdateAsync(set => set
                .SetProperty(row => row.KekVersion, 2)
                .SetProperty(row => row.Wrapped, wrapped.ToBytes()));
        }

        var refusal = await Assert.ThrowsAsync<VodException>(() => installation.Check.EnsureAsync(default));

        Assert.Equal(ErrorCode.KeyRingForeign, refusal.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"format":"vod-keyring/9","keys":[]}""")]
    [InlineData("""{"format":"vod-keyring/1","keys":[null]}""")]
    public async Task Refuses_a_key_ring_that_does_not_read(string content)
    {
        await installation.Check.EnsureAsync(default);
        await File.WriteAllTextAsync(installation.File.Path, content);

        var refusal = await Assert.ThrowsAsync<VodException>(() => installation.Check.EnsureAsync(default));

        Assert.Equal(ErrorCode.KeyRingDamaged, refusal.Code);
        Assert.Equal(content, await File.ReadAllTextAsync(installation.File.Path));
    }

    [Fact]
    public async Task Two_first_starts_at_once_agree_on_one_key_ring()
    {
        var processes = Enumerable.Range(0, 6).Select(_ => installation.Reopen()).ToList();

        await Task.WhenAll(processes.Select(process => Task.Run(() => process.Check.EnsureAsync(default))));

        foreach (var process in processes)
        {
            Assert.Equal(KeyRingHealth.Fits, await process.Check.ExamineAsync(default));
            await process.DisposeAsync();
        }
    }

    [Fact]
    public async Task Gives_the_ring_of_an_older_program_the_keys_that_it_lacks_and_keeps_the_others()
    {
        var older = await InstallAsOlderProgramAsync();

        var processes = Enumerable.Range(0, 4).Select(_ => installation.Reopen()).ToList();
        await Task.WhenAll(processes.Select(process => Task.Run(() => process.Check.EnsureAsync(default))));

        var ring = (await installation.File.LoadAsync(default))!;
        Assert.Equal(Enum.GetValues<KeyPurpose>(), ring.Entries.Select(entry => entry.Purpose).Order());
        Assert.Equal(older.Active(KeyPurpose.Media).Key, ring.Active(KeyPurpose.Media).Key);
        Assert.Equal(KeyRingHealth.Fits, await installation.Check.ExamineAsync(default));
        foreach (var process in processes) await process.DisposeAsync();
    }

    [Fact]
    public async Task Refuses_the_ring_of_before_a_purpose_once_the_database_knows_that_purpose()
    {
        var older = await InstallAsOlderProgramAsync();
        await installation.Check.EnsureAsync(default);
        await installation.File.SaveAsync(older, default);

        var refusal = await Assert.ThrowsAsync<VodException>(() => installation.Check.EnsureAsync(default));

        Assert.Equal(ErrorCode.KeyRingForeign, refusal.Code);
        Assert.True(older.Matches((await installation.File.LoadAsync(default))!));
    }

    /// <summary>An installation whose program knew three purposes.</summary>
    private async Task<KeyRing> InstallAsOlderProgramAsync()
    {
        await installation.Check.EnsureAsync(default);
        var document = JsonNode.Parse((await installation.File.LoadAsync(default))!.ToJson())!;
        var keys = document["keys"]!.AsArray();
        foreach (var key in keys.Where(key => key!["purpose"]!.GetValue<string>() is "keyFile" or "licenceSigning").ToList()) keys.Remove(key);
        var older = KeyRing.Parse(JsonSerializer.SerializeToUtf8Bytes(document));
        await installation.File.SaveAsync(older, default);
        await using var db = await installation.OpenDatabaseAsync();
        await db.KeyCanaries.Where(canary => canary.Purpose == KeyPurpose.KeyFile || canary.Purpose == KeyPurpose.LicenceSigning).ExecuteDeleteAsync();
        return older;
    }

    [Fact]
    public async Task Resumes_a_first_start_that_died_between_the_file_and_the_canaries()
    {
        await installation.File.SaveAsync(KeyRing.Generate(TimeProvider.System), default);

        await installation.Check.EnsureAsync(default);

        await using var db = await installation.OpenDatabaseAsync();
        Assert.Equal(Enum.GetValues<KeyPurpose>().Length, await db.KeyCanaries.CountAsync());
    }
}
