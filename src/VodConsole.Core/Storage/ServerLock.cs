namespace VodConsole.Core.Storage;

/// <summary>
/// The right to be the one server process of an embedded database: <see cref="DataDirectory.ServerLock"/> held as a
/// <see cref="FileLock"/>, so whoever holds it knows that no other worker lives.
/// </summary>
public sealed class ServerLock : IDisposable
{
    private readonly FileStream file;

    private ServerLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock, or returns null when another process has it.</summary>
    public static ServerLock? TryTake(DataDirectory data)
    {
        Directory.CreateDirectory(data.Root);
        return FileLock.TryTake(data.ServerLock) is { } file ? new ServerLock(file) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
