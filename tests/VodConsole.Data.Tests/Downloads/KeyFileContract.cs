using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Keys;
using VodConsole.Core.Refusals;
using VodConsole.Data.Tests.Databases;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Data.Tests.Downloads;

/// <summary>Key files where several people are at it at once.</summary>
public abstract class KeyFileContract(TestDatabase database) : DatabaseContract(database)
{
    private KeyFileGeneration Generation => Database.Get<KeyFileGeneration>();

    [SkippableFact]
    public async Task The_same_form_sent_twice_at_once_makes_one_key()
    {
        await AllowAsync();
        var form = await Generation.PrepareAsync(Actor.System, default);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Record.ExceptionAsync(() => GenerateAsync(form)))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(
            outcomes.Where(outcome => outcome is not null),
            outcome => Assert.Equal(ErrorCode.KeyFileAlreadyGenerated, Assert.IsType<VodException>(outcome).Code));
        await using var db = Open();
        Assert.Equal(1, await db.KeyFiles.CountAsync(file => file.Id == form.Id));
        Assert.Equal(1, await db.SigningKeys.CountAsync(key => key.Purpose == SigningPurpose.KeyFile));
    }

    [SkippableFact]
    public async Task No_key_is_made_once_the_mode_was_left_at_the_same_instant()
    {
        for (var round = 0; round < 5; round++)
        {
            await AllowAsync();
            var form = await Generation.PrepareAsync(Actor.System, default);
            var configuration = Database.Get<DownloadConfiguration>();
            var preview = await configuration.PreviewAsync(Actor.System, DownloadMode.Off, default);

            var (generated, changed) = (Task.Run(() => Record.ExceptionAsync(() => GenerateAsync(form))), Task.Run(
                () => configuration.ApplyAsync(Actor.System, DownloadMode.Off, preview.Hash, preview.Version, default)));
            var refusal = await generated;
            await changed;

            // Whichever came first: a key is there if and only if its maker was told so, and a later form gets none.
            await using var db = Open();
            Assert.Equal(refusal is null, await db.KeyFiles.AnyAsync(file => file.Id == form.Id));
            if ((await configuration.ReadAsync(Actor.System, default)).Mode != DownloadMode.Off) continue;
            var late = await Assert.ThrowsAsync<VodException>(() => GenerateAsync(new KeyFileForm(Guid.NewGuid(), form.Mode, form.SettingsVersion)));
            Assert.Equal(ErrorCode.KeyFileNeedsSecureMode, late.Code);
        }
    }

    private Task<GeneratedKeyFile> GenerateAsync(KeyFileForm form) => Generation.GenerateAsync(Actor.System, new NewKeyFile
    {
        Id = form.Id, SettingsVersion = form.SettingsVersion, Platform = AppPlatform.Ios, Identifier = "com.example.player",
        PrivateKey = "AppDecryptKeyIos20230101",
    }, default);

    private async Task AllowAsync()
    {
        await Database.Get<KeyRingCheck>().EnsureAsync(default);
        await using var db = Open();
        await db.DownloadSettings.ExecuteUpdateAsync(set => set.SetProperty(row => row.Mode, DownloadMode.Secure).SetProperty(row => row.Version, Guid.NewGuid()));
    }
}

public sealed class KeyFilesOnSqlite(SqliteDatabase database) : KeyFileContract(database), IClassFixture<SqliteDatabase>;

public sealed class KeyFilesOnPostgreSql(PostgreSqlDatabase database) : KeyFileContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class KeyFilesOnSqlServer(SqlServerDatabase database) : KeyFileContract(database), IClassFixture<SqlServerDatabase>;
