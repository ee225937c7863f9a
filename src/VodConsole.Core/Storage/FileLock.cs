namespace VodConsole.Core.Storage;

/// <summary>
/// A right that one holder has at a time, across processes: a file held open. The operating system frees it when the holder dies, however it dies. Deleting the
/// file ends that: it is for when what the file guards has ended for good, and whoever takes it asks again whether it has.
/// </summary>
public static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // What systems call a file that somebody else has: EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.
    private const int LinuxTaken = 11, MacTaken = 35;
    private const int WindowsShared = unchecked((int)0x80070020), WindowsLocked = unchecked((int)0x80070021);

    /// <summary>As <see cref="TryTake"/>, but waits for another holder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="patience">How long; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Null when the other kept it.</returns>
    public static async Task<FileStream?> TryTakeAsync(string path, TimeSpan patience, CancellationToken cancellation)
    {
        var attempts = patience == Timeout.InfiniteTimeSpan ? int.MaxValue : (int)(patience / Pause) + 1;
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            if (attempt > 0) await Task.Delay(Pause, cancellation);
            if (TryTake(path) is { } held) return held;
        }

        return null;
    }

    /// <summary>Takes the right that a file stands for, and makes the file where there is none; disposing gives it back.</summary>
    /// <param name="path">The file, in a folder that is there.</param>
    /// <returns>Null when somebody else has it.</returns>
    /// <exception cref="IOException">The file cannot be opened for another reason.</exception>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (failure.HResult is LinuxTaken or MacTaken or WindowsShared or WindowsLocked)
        {
            return null;
        }
    }
}
