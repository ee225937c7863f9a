using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace VodConsole.Core.Storage;

/// <summary>
/// Media objects as files of one local folder. An unfinished object is a hidden file beside its target, so that deleting
/// a prefix also removes what a crash left there.
/// </summary>
internal sealed class LocalFolderMediaStore : IMediaStore
{
    private readonly string root;
    private readonly long reserved;

    public LocalFolderMediaStore(DataDirectory data, IOptions<StorageOptions> options)
    {
        root = string.IsNullOrEmpty(options.Value.Path) ? data.Media : options.Value.Path;
        reserved = options.Value.ReservedBytes;
    }

    public Task<MediaWriter> CreateAsync(string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<MediaWriter>(new LocalFileWriter(PrepareTarget(key)));
    }

    public Task<Stream> OpenReadAsync(string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult<Stream>(new FileStream(ObjectPath(key), new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            }));
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new FileNotFoundException(missing.Message, key, missing);
        }
    }

    public Task<long?> FindSizeAsync(string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var file = new FileInfo(ObjectPath(key));
        return Task.FromResult<long?>(file.Exists ? file.Length : null);
    }

    public Task AdoptAsync(string key, string path, CancellationToken cancellation) => Task.Run(
        () =>
        {
            var target = PrepareTarget(key);
            DurableFile.Flush(path);
            if (DurableFile.TryRename(path, target)) return;

            // Another volume: the original goes last, so that a crash in between loses nothing.
            var part = DurableFile.PartPath(target);
            File.Copy(path, part);
            DurableFile.Flush(part);
            DurableFile.Publish(part, target);
            File.Delete(path);
        },
        cancellation);

    public Task<LocalCopy> OpenLocalAsync(string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = ObjectPath(key);
        return File.Exists(path)
            ? Task.FromResult<LocalCopy>(new ObjectItself(path))
            : Task.FromException<LocalCopy>(new FileNotFoundException($"There is no media object {key}.", key));
    }

    public Task DeleteAsync(string keyOrPrefix, CancellationToken cancellation) => Task.Run(
        () =>
        {
            try
            {
                if (MediaKey.IsPrefix(keyOrPrefix)) Directory.Delete(PrefixPath(keyOrPrefix), recursive: true);
                else File.Delete(ObjectPath(keyOrPrefix));
            }
            catch (DirectoryNotFoundException)
            {
                // Someone else deleted it first, or it never was: either way it is gone.
            }
        },
        cancellation);

    public async IAsyncEnumerable<(string Prefix, DateTime ChangedAt)> ListPrefixesAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var directory = new DirectoryInfo(PrefixPath(prefix));
        if (!directory.Exists) yield break;
        foreach (var child in directory.EnumerateDirectories())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return ($"{prefix}{child.Name}/", child.LastWriteTimeUtc);
        }

        await Task.CompletedTask;
    }

    public Task<long?> GetFreeSpaceAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Directory.CreateDirectory(root);
        var volume = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(root)! : root);
        return Task.FromResult<long?>(Math.Max(0, volume.AvailableFreeSpace - reserved));
    }

    private string ObjectPath(string key)
    {
        MediaKey.RequireObject(key);
        return Path.Combine(root, key);
    }

    private string PrefixPath(string prefix)
    {
        MediaKey.RequirePrefix(prefix);
        return Path.Combine(root, prefix);
    }

    private string PrepareTarget(string key)
    {
        var target = ObjectPath(key);
        var directory = Path.GetDirectoryName(target)!;
        if (Directory.Exists(directory)) return target;

        Directory.CreateDirectory(directory);
        // Each new directory's name lies in its parent; without this a power cut could take the whole branch.
        for (var parent = Path.GetDirectoryName(directory); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            DurableFile.SyncDirectory(parent);
            if (parent.Length <= root.Length) break;
        }

        return target;
    }

    private sealed class ObjectItself(string path) : LocalCopy
    {
        public override string Path => path;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
