namespace VodConsole.Core.Storage;

/// <summary>
/// The right to be the one server process of an embedded database: <see cref="DataDirectory.ServerLock"/> held open. The
/// operating system frees it when the process dies, however it dies, so whoever holds it knows that no other worker lives.
/// </summary>
public sealed class ServerLock : IDisposable
{
    private readonly FileStream file;

    private ServerLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock, or returns null when another process has it.</summary>
    public static ServerLock? TryTake(DataDirectory data)
    {
        Directory.CreateDirectory(data.Root);
        try
        {
            return new ServerLock(new FileStream(data.ServerLock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(data.ServerLock))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
