using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Keys;
using VodConsole.Core.Storage;
using VodConsole.Data;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Tests.Accounts;

public sealed class SessionKeysTests : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("vodconsole-session-").FullName;
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        services = Start();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ownsDatabase: false, default);
        await services.GetRequiredService<KeyRingCheck>().EnsureAsync(default);
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task A_cookie_survives_a_restart()
    {
        var cookie = Protector(services).Protect("signed in");

        await using var next = Start();

        Assert.Equal("signed in", Protector(next).Unprotect(cookie));
    }

    [Fact]
    public async Task The_database_holds_no_session_key_in_the_clear()
    {
        Protector(services).Protect("anything");

        await using var db = await services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContextAsync();
        var xml = Assert.Single(await db.ProtectionKeys.ToListAsync()).Xml;

        Assert.Contains("sealedBySessionKey", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sealed_session_key_that_was_changed_does_not_open()
    {
        var cookie = Protector(services).Protect("signed in");
        await using (var db = await services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContextAsync())
        {
            var row = await db.ProtectionKeys.SingleAsync();
            var damaged = Regex.Replace(row.Xml, "(<sealedBySessionKey[^>]*>.{60})(.)", match =>
                match.Groups[1].Value + (match.Groups[2].Value == "A" ? "B" : "A"));
            Assert.NotEqual(row.Xml, damaged);
            await db.ProtectionKeys.ExecuteUpdateAsync(set => set.SetProperty(key => key.Xml, damaged));
        }

        await using var next = Start();

        Assert.Throws<CryptographicException>(() => Protector(next).Unprotect(cookie));
    }

    private ServiceProvider Start()
    {
        var data = new DataDirectory(root);
        return new ServiceCollection().AddLogging().AddSingleton(data)
            .AddVodDatabase(new DatabaseOptions(), data).AddAudit().AddAccounts().AddKeys().AddSessionKeys().BuildServiceProvider();
    }

    private static IDataProtector Protector(ServiceProvider provider) =>
        provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
