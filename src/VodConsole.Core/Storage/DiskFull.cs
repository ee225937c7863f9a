namespace VodConsole.Core.Storage;

/// <summary>Tells the one storage failure that people can do something about from all others.</summary>
public static class DiskFull
{
    private const int UnixNoSpace = 28, LinuxQuota = 122, MacQuota = 69;
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027), WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Whether the system said that there is no space, or no quota, left.</summary>
    public static bool Caused(IOException failure) => failure.HResult
        is WindowsHandleDiskFull or WindowsDiskFull or UnixNoSpace or LinuxQuota or MacQuota;
}
