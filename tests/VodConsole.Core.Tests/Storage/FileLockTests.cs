using VodConsole.Core.Storage;

namespace VodConsole.Core.Tests.Storage;

public sealed class FileLockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vodconsole-lock-").FullName;

    private string LockPath => Path.Combine(folder, "one.lock");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Has_one_holder_until_it_is_given_back()
    {
        using (Assert.IsType<FileStream>(FileLock.TryTake(LockPath))) Assert.Null(FileLock.TryTake(LockPath));
        using var next = FileLock.TryTake(LockPath);
        Assert.NotNull(next);
    }

    [Fact]
    public void Does_not_take_another_trouble_for_a_holder() =>
        Assert.Throws<DirectoryNotFoundException>(() => FileLock.TryTake(Path.Combine(folder, "nowhere", "one.lock")));

    [Fact]
    public async Task Is_no_failure_when_the_file_is_deleted_at_that_moment()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var turn = 0; turn < 2000; turn++)
            {
                FileLock.TryTake(LockPath)?.Dispose();
                if (!OperatingSystem.IsWindows()) File.Delete(LockPath);
            }
        })));
    }
}
