using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Notifications;
using VodConsole.Core.Playback;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;

namespace VodConsole.Data.Tests.Databases;

/// <summary>
/// A database of one kind, migrated from empty, for the length of one test class, with the services that use it.
/// Tests of a class share it, so each makes rows of its own and counts only those.
/// </summary>
public abstract class TestDatabase : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vodconsole-data-tests-");
    private ServiceProvider? services;

    /// <summary>Its folder under <c>db/</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Why there is no such database on this machine; null when there is one.</summary>
    public virtual string? Absent => null;

    /// <summary>Makes contexts over the database.</summary>
    public IDbContextFactory<VodDbContext> Contexts => Get<IDbContextFactory<VodDbContext>>();

    /// <summary>The folder for whatever the database or a test keeps in files.</summary>
    protected DataDirectory Data => new(folder.FullName);

    /// <summary>All services over this database.</summary>
    public IServiceProvider Services => services!;

    /// <summary>A service over this database.</summary>
    public T Get<T>() where T : notnull => services!.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        if (Absent is not null) return;
        var options = await CreateAsync();
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(Data)
            .AddVodDatabase(options, Data)
            .AddAudit()
            .AddAccounts()
            .AddStorage()
            .AddMedia()
            .AddOfflineSwitch()
            .AddTranscoding()
            .AddKeys()
            .AddPlayback()
            .AddDownloads()
            .AddNotifications()
            .BuildServiceProvider(validateScopes: true);
        await Get<DatabaseMigrator>().MigrateAsync(ownsDatabase: true, default);
        await Get<RoleSeed>().EnsureAsync(default);
    }

    public async Task DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
            await DropAsync();
        }

        folder.Delete(recursive: true);
    }

    /// <summary>Makes the empty database and says how to reach it.</summary>
    protected abstract Task<DatabaseOptions> CreateAsync();

    /// <summary>Removes it.</summary>
    protected abstract Task DropAsync();
}
