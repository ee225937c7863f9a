namespace VodConsole.Core.Storage;

/// <summary>
/// A right that one holder has at a time, across processes: a file held open. The operating system frees it when the holder dies, however it dies. Deleting the
/// file ends that: it is for when what the file guards has ended for good, and whoever takes it asks again whether it has.
/// </summary>
public static class FileLock
{
    // What systems call a file that somebody else has: EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.
    private const int LinuxTaken = 11, MacTaken = 35;
    private const int WindowsShared = unchecked((int)0x80070020), WindowsLocked = unchecked((int)0x80070021);

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
