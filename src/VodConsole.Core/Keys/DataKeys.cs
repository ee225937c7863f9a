namespace VodConsole.Core.Keys;

/// <summary>
/// Makes and opens the data keys of videos. In contrast to <see cref="IKeyEncryptionKey"/> it knows what a data key is bound to.
/// Thread-safe.
/// </summary>
public sealed class DataKeys(IKeyEncryptionKey keys)
{
    /// <summary>Bytes of a data key (AES-128).</summary>
    public const int Length = 16;

    /// <summary>A new data key for one publication of a video; nothing is stored.</summary>
    public async Task<(Guid DataKeyId, GeneratedKey Key)> GenerateAsync(Guid videoId, CancellationToken cancellation)
    {
        var id = Guid.NewGuid();
        return (id, await keys.GenerateAsync(KeyPurpose.Media, MediaKeyContext.For(videoId, id), Length, cancellation));
    }

    /// <summary>Makes a data key that came from elsewhere one of a publication of the video; nothing is stored. The key is copied.</summary>
    public async Task<(Guid DataKeyId, GeneratedKey Key)> AdoptAsync(Guid videoId, ReadOnlyMemory<byte> key, CancellationToken cancellation)
    {
        if (key.Length != Length) throw new ArgumentException("Not an AES-128 key.", nameof(key));
        var id = Guid.NewGuid();
        var wrapped = await keys.WrapAsync(KeyPurpose.Media, key, MediaKeyContext.For(videoId, id), cancellation);
        return (id, new GeneratedKey(key.ToArray(), wrapped));
    }

    /// <summary>Opens a stored data key; the caller zeroes the result when done.</summary>
    /// <exception cref="CryptoRejectedException">The row was moved or damaged, or the key ring is another one.</exception>
    public async Task<byte[]> OpenAsync(DataKey row, CancellationToken cancellation)
    {
        var key = await keys.UnwrapAsync(
            KeyPurpose.Media, WrappedKey.Parse(row.Wrapped), MediaKeyContext.For(row.VideoId, row.Id), cancellation);
        return key.Length == Length ? key : throw new CryptoRejectedException("not an AES-128 key");
    }
}
