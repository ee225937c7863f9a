using VodConsole.Core.Storage;

namespace VodConsole.Core.Keys;

/// <summary>
/// Where the key ring lies: <c>keys/keyring.json</c> in the data directory, readable by the service's account only
/// (mode 0600 in a 0700 directory). Written whole or not at all.
/// </summary>
public sealed class KeyRingFile(DataDirectory data)
{
    private const int SizeLimit = 1024 * 1024;

    /// <summary>Absolute path of the file.</summary>
    public string Path { get; } = System.IO.Path.Combine(data.Keys, "keyring.json");

    /// <summary>Reads the ring; null when there is no file.</summary>
    /// <exception cref="CryptoRejectedException">The file is damaged.</exception>
    public async Task<KeyRing?> LoadAsync(CancellationToken cancellation)
    {
        var file = new FileInfo(Path);
        if (!file.Exists) return null;
        if (file.Length > SizeLimit) throw new CryptoRejectedException("key-ring file is too large");
        return KeyRing.Parse(await File.ReadAllBytesAsync(Path, cancellation));
    }

    /// <summary>Writes the ring over an older one.</summary>
    public async Task SaveAsync(KeyRing ring, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(data.Keys);
        else Directory.CreateDirectory(data.Keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await DurableFile.WriteSecretAsync(Path, ring.ToJson(), cancellation);
    }
}
