using System.Runtime.InteropServices;

namespace VodConsole.Core.Storage;

/// <summary>
/// What it takes on a local file system for a file to be whole or absent, also after a power cut: write beside the
/// target, flush to the disk, rename, flush the directory that holds the name.
/// </summary>
internal static class DurableFile
{
    private const int ReadOnly = 0;
    private const int CrossDevice = 18;

    /// <summary>A path in the target's own directory, hence on its volume, that no media key can name.</summary>
    public static string PartPath(string target) => Path.Combine(Path.GetDirectoryName(target)!, $".{Guid.NewGuid():N}.part");

    /// <summary>Gives a flushed part its name, over an older file of that name where that is allowed.</summary>
    /// <exception cref="IOException">There is an older file and <paramref name="overwrite"/> is false.</exception>
    public static void Publish(string part, string target, bool overwrite = true)
    {
        File.Move(part, target, overwrite);
        SyncDirectory(Path.GetDirectoryName(target)!);
    }

    /// <summary>Makes <paramref name="path"/>, readable by its owner only, or replaces it where that is allowed.</summary>
    /// <exception cref="IOException">It is there and <paramref name="overwrite"/> is false.</exception>
    public static async Task WriteSecretAsync(
        string path, ReadOnlyMemory<byte> content, bool overwrite, CancellationToken cancellation)
    {
        var part = PartPath(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using (var stream = new FileStream(part, options))
            {
                await stream.WriteAsync(content, cancellation);
                stream.Flush(flushToDisk: true);
            }

            Publish(part, path, overwrite);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <summary>Brings a file's content to the disk.</summary>
    public static void Flush(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Gives a flushed file another name in one step; false, and nothing done, when that lies on another volume.</summary>
    public static bool TryRename(string path, string target)
    {
        if (OperatingSystem.IsWindows())
        {
            if (!string.Equals(Path.GetPathRoot(path), Path.GetPathRoot(target), StringComparison.OrdinalIgnoreCase)) return false;
            File.Move(path, target, overwrite: true);
            return true;
        }

        // File.Move would copy to another volume under the final name, where half a file could be seen.
        if (Rename(path, target) == 0)
        {
            SyncDirectory(Path.GetDirectoryName(target)!);
            return true;
        }
        var error = Marshal.GetLastPInvokeError();
        return error == CrossDevice ? false : throw new IOException($"{path} cannot become {target}: error {error}.");
    }

    /// <summary>Makes names in <paramref name="directory"/> durable. Windows has no such call and needs none on NTFS.</summary>
    public static void SyncDirectory(string directory)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(directory, ReadOnly);
        if (descriptor < 0) throw new IOException($"{directory} cannot be opened: error {Marshal.GetLastPInvokeError()}.");
        try
        {
            if (Sync(descriptor) != 0) throw new IOException($"{directory} cannot be flushed: error {Marshal.GetLastPInvokeError()}.");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    // .NET opens no directories, and only their descriptor can flush them.
    [DllImport("libc", EntryPoint = "open", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "rename", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPUTF8Str)] string target);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
