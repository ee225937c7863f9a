using System.Text;
using VodConsole.Core.Storage;

namespace VodConsole.Core.Tests.Storage;

/// <summary>What every media store promises, whatever it stores in.</summary>
public abstract class MediaStoreContract
{
    protected abstract IMediaStore Store { get; }

    /// <summary>A folder for local files that a test hands over.</summary>
    protected abstract string StagingFolder { get; }

    public static TheoryData<string> HostileKeys =>
    [
        "", "/", "/etc/passwd", "..", "../x", "out/../../x", "out//x", "out/", "out/./x", "out/.hidden", "out/X", "C:/x", "out\\x",
        "out/%2e%2e/x", "out/x\0", "out/ x", "out/ü", "~/x", new string('a', 201),
    ];

    [Fact]
    public async Task Reads_back_what_was_committed_and_seeks_in_it()
    {
        await WriteAsync("out/v/t-1/hd/000000.ts", "0123456789");

        await using var stream = await Store.OpenReadAsync("out/v/t-1/hd/000000.ts", default);
        stream.Seek(7, SeekOrigin.Begin);

        Assert.Equal("789", await new StreamReader(stream).ReadToEndAsync());
        Assert.Equal(10, await Store.FindSizeAsync("out/v/t-1/hd/000000.ts", default));
    }

    [Fact]
    public async Task Shows_nothing_of_an_object_before_its_commit()
    {
        await using var writer = await Store.CreateAsync("out/a", default);
        await writer.Content.WriteAsync(new byte[1000]);

        Assert.Null(await Store.FindSizeAsync("out/a", default));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.OpenReadAsync("out/a", default));
        await writer.CommitAsync(default);
        Assert.Equal(1000, await Store.FindSizeAsync("out/a", default));
    }

    [Fact]
    public async Task Forgets_an_object_that_was_never_committed()
    {
        await using (var writer = await Store.CreateAsync("out/a", default))
            await writer.Content.WriteAsync(new byte[1000]);

        Assert.Null(await Store.FindSizeAsync("out/a", default));
    }

    [Fact]
    public async Task Replaces_an_object_as_a_whole()
    {
        await WriteAsync("out/a", "a long first version");
        await using var reader = await Store.OpenReadAsync("out/a", default);

        await WriteAsync("out/a", "second");

        Assert.Equal("a long first version", await new StreamReader(reader).ReadToEndAsync());
        Assert.Equal("second", await ReadAsync("out/a"));
    }

    [Fact]
    public async Task Keeps_one_whole_version_when_many_write_the_same_key()
    {
        var versions = Enumerable.Range(0, 20).Select(number => new string((char)('a' + number), 5000)).ToArray();

        await Task.WhenAll(versions.Select(version => Task.Run(() => WriteAsync("out/a", version))));

        Assert.Contains(await ReadAsync("out/a"), versions);
    }

    [Fact]
    public async Task Adopts_a_local_file_and_takes_it_away()
    {
        var path = Path.Combine(StagingFolder, "finished");
        await File.WriteAllTextAsync(path, "film");

        await Store.AdoptAsync("src/v/source.mp4", path, default);

        Assert.False(File.Exists(path));
        Assert.Equal("film", await ReadAsync("src/v/source.mp4"));
    }

    [Fact]
    public async Task Lends_a_local_path_where_the_file_lies_alone()
    {
        await WriteAsync("src/v/source.mp4", "film");

        await using var copy = await Store.OpenLocalAsync("src/v/source.mp4", default);

        Assert.Equal("film", await File.ReadAllTextAsync(copy.Path));
        Assert.Single(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(copy.Path)!));
    }

    [Fact]
    public async Task Says_that_an_object_is_missing()
    {
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.OpenReadAsync("out/none/x", default));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.OpenLocalAsync("out/none/x", default));
        Assert.Null(await Store.FindSizeAsync("out/none/x", default));
    }

    [Fact]
    public async Task Deletes_one_object_or_a_whole_prefix_and_minds_no_missing_one()
    {
        await WriteAsync("out/v/a/1", "x");
        await WriteAsync("out/v/a/2", "x");
        await WriteAsync("out/v/ab/1", "x");

        await Store.DeleteAsync("out/v/a/1", default);
        Assert.Null(await Store.FindSizeAsync("out/v/a/1", default));
        Assert.Equal(1, await Store.FindSizeAsync("out/v/a/2", default));

        await Store.DeleteAsync("out/v/a/", default);
        Assert.Null(await Store.FindSizeAsync("out/v/a/2", default));
        Assert.Equal(1, await Store.FindSizeAsync("out/v/ab/1", default));

        await Store.DeleteAsync("out/v/a/1", default);
        await Store.DeleteAsync("out/v/a/", default);
        await Store.DeleteAsync("gone/", default);
    }

    [Fact]
    public async Task Lists_the_prefixes_one_level_below_with_their_last_change()
    {
        var before = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1);
        await WriteAsync("out/v/t-1/hd/0", "x");
        await WriteAsync("out/v/t-2/hd/0", "x");
        await WriteAsync("out/w/t-3/hd/0", "x");

        var found = await Store.ListPrefixesAsync("out/v/", default).OrderBy(entry => entry.Prefix).ToListAsync();

        Assert.Equal(["out/v/t-1/", "out/v/t-2/"], found.Select(entry => entry.Prefix));
        Assert.All(found, entry => Assert.True(entry.ChangedAt > before));
        Assert.All(found, entry => Assert.Equal(DateTimeKind.Utc, entry.ChangedAt.Kind));
        Assert.Empty(await Store.ListPrefixesAsync("none/", default).ToListAsync());
    }

    [Theory]
    [MemberData(nameof(HostileKeys))]
    public async Task Refuses_a_key_that_is_not_its_own(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.CreateAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenReadAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.FindSizeAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenLocalAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.AdoptAsync(key, "x", default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(key == "out/" ? "out/../" : key, default));
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Store.ListPrefixesAsync(key == "out/" ? "out" : key + "/../", default).ToListAsync());
    }

    protected async Task WriteAsync(string key, string text)
    {
        await using var writer = await Store.CreateAsync(key, default);
        await writer.Content.WriteAsync(Encoding.UTF8.GetBytes(text));
        await writer.CommitAsync(default);
    }

    protected async Task<string> ReadAsync(string key)
    {
        await using var stream = await Store.OpenReadAsync(key, default);
        return await new StreamReader(stream).ReadToEndAsync();
    }
}
