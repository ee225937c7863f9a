using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Storage;

namespace VodConsole.Core.Tests.Storage;

public sealed class LocalFolderMediaStoreTests : MediaStoreContract, IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("vod-store-").FullName;
    private readonly ServiceProvider services;

    public LocalFolderMediaStoreTests() =>
        services = new ServiceCollection().AddSingleton(new DataDirectory(root)).AddStorage().BuildServiceProvider();

    protected override IMediaStore Store => services.GetRequiredService<IMediaStore>();

    protected override string StagingFolder => root;

    public void Dispose()
    {
        services.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [SkippableFact]
    public async Task Adopts_a_file_of_another_volume_and_takes_it_away()
    {
        const string OtherVolume = "/dev/shm";
        Skip.IfNot(Directory.Exists(OtherVolume), $"{OtherVolume} is absent.");
        var path = Path.Combine(OtherVolume, Path.GetRandomFileName());
        await File.WriteAllTextAsync(path, "film");

        await Store.AdoptAsync("src/v/source.mp4", path, default);

        Assert.False(File.Exists(path));
        Assert.Equal(4, await Store.FindSizeAsync("src/v/source.mp4", default));
    }

    [Fact]
    public async Task Leaves_no_file_of_an_abandoned_write()
    {
        await using (var writer = await Store.CreateAsync("out/a/000000.ts", default))
            await writer.Content.WriteAsync(new byte[100]);

        Assert.Empty(Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Deleting_a_prefix_also_removes_what_a_crash_left_unfinished()
    {
        var writer = await Store.CreateAsync("out/a/000000.ts", default);
        await writer.Content.WriteAsync(new byte[100]);

        await Store.DeleteAsync("out/a/", default);

        Assert.Empty(Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories));
        await writer.DisposeAsync();
    }

    [Fact]
    public async Task Keeps_the_configured_reserve_out_of_the_free_space()
    {
        var everything = Resolve(reserve: 0);
        var allButOneGigabyte = Resolve(reserve: 1L << 30);

        var difference = await everything.GetFreeSpaceAsync(default) - await allButOneGigabyte.GetFreeSpaceAsync(default);

        // Other programs write to the volume too, so the two readings differ by about the reserve.
        Assert.InRange(difference!.Value, (1L << 30) - (256L << 20), (1L << 30) + (256L << 20));

        IMediaStore Resolve(long reserve) => new ServiceCollection().AddSingleton(new DataDirectory(root)).AddStorage()
            .Configure<StorageOptions>(options => options.ReservedBytes = reserve)
            .BuildServiceProvider().GetRequiredService<IMediaStore>();
    }

    [Fact]
    public void Refuses_a_relative_media_path()
    {
        var options = new StorageOptions { Path = "media" };

        var failure = Assert.Single(options.Validate(new(options)));

        Assert.Contains("absolute path", failure.ErrorMessage, StringComparison.Ordinal);
    }
}
