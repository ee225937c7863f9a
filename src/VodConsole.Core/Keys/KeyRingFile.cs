using System.Security.Cryptography;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

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

    /// <summary>As <see cref="LoadAsync"/>, for callers that answer a person.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.KeyRingDamaged"/>.</exception>
    public async Task<KeyRing?> FindAsync(CancellationToken cancellation)
    {
        try
        {
            return await LoadAsync(cancellation);
        }
        catch (CryptoRejectedException)
        {
            throw new VodException(ErrorCode.KeyRingDamaged, Path);
        }
    }

    /// <summary>Writes the ring over an older one.</summary>
    public Task SaveAsync(KeyRing ring, CancellationToken cancellation) => WriteAsync(ring, overwrite: true, cancellation);

    /// <summary>
    /// Changes the ring that is there, one process at a time: what another process wrote just before is what is changed.
    /// </summary>
    /// <param name="change">Makes the new ring; the same object means no change.</param>
    /// <param name="cancellation">Ends the wait for another process.</param>
    /// <returns>Whether anything was written.</returns>
    /// <exception cref="CryptoRejectedException">The file is missing or damaged.</exception>
    public async Task<bool> UpdateAsync(Func<KeyRing, KeyRing> change, CancellationToken cancellation)
    {
        using var turn = await FileLock.TryTakeAsync($"{Path}.lock", Timeout.InfiniteTimeSpan, cancellation);
        var ring = await LoadAsync(cancellation) ?? throw new CryptoRejectedException("the key-ring file is missing");
        var changed = change(ring);
        if (ReferenceEquals(changed, ring)) return false;
        await SaveAsync(changed, cancellation);
        return true;
    }

    /// <summary>Writes the ring where there is none.</summary>
    /// <returns>False when there is one already, perhaps since a moment ago from another process; it stays.</returns>
    public async Task<bool> CreateAsync(KeyRing ring, CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(ring, overwrite: false, cancellation);
            return true;
        }
        catch (IOException) when (File.Exists(Path))
        {
            return false;
        }
    }

    private async Task WriteAsync(KeyRing ring, bool overwrite, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(data.Keys);
        else Directory.CreateDirectory(data.Keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var json = ring.ToJson();
        try
        {
            await DurableFile.WriteSecretAsync(Path, json, overwrite, cancellation);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(json);
        }
    }
}
