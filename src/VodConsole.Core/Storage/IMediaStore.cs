namespace VodConsole.Core.Storage;

/// <summary>
/// Where media objects lie: sources, covers and published ciphertext. Keys are relative paths of the characters
/// <c>a-z 0-9 - _ . /</c> made by the service, never by a user. Thread-safe. A written object is whole or absent,
/// also after a crash, and durable when the call returns. Implementations: a local folder; later S3-compatible storage.
/// </summary>
public interface IMediaStore
{
    /// <summary>Opens a new object for writing; it appears when <see cref="MediaWriter.CommitAsync"/> returns.</summary>
    Task<MediaWriter> CreateAsync(string key, CancellationToken cancellation);

    /// <summary>Opens an object for reading; the stream can seek.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    Task<Stream> OpenReadAsync(string key, CancellationToken cancellation);

    /// <summary>The object's size in bytes, or null when there is none.</summary>
    Task<long?> FindSizeAsync(string key, CancellationToken cancellation);

    /// <summary>Takes over a finished local file by moving it; the source path is gone afterwards.</summary>
    Task AdoptAsync(string key, string path, CancellationToken cancellation);

    /// <summary>
    /// A local path to the object for tools that need one. With local storage the object itself: read only, and valid until
    /// the returned lease is disposed.
    /// </summary>
    Task<LocalCopy> OpenLocalAsync(string key, CancellationToken cancellation);

    /// <summary>Deletes one object, or everything below a prefix that ends in <c>/</c>. Missing ones are fine.</summary>
    Task DeleteAsync(string keyOrPrefix, CancellationToken cancellation);

    /// <summary>The prefixes one level below <paramref name="prefix"/> (which ends in <c>/</c>), with their last change, UTC.</summary>
    IAsyncEnumerable<(string Prefix, DateTime ChangedAt)> ListPrefixesAsync(string prefix, CancellationToken cancellation);

    /// <summary>Bytes that can still be stored; null where there is no such limit.</summary>
    Task<long?> GetFreeSpaceAsync(CancellationToken cancellation);
}

/// <summary>A new object being written. Disposing it without a commit leaves nothing behind.</summary>
public abstract class MediaWriter : IAsyncDisposable
{
    /// <summary>Takes the bytes, in order.</summary>
    public abstract Stream Content { get; }

    /// <summary>Makes the object visible, whole and durable.</summary>
    public abstract Task CommitAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>A lease on a local path; see <see cref="IMediaStore.OpenLocalAsync"/>.</summary>
public abstract class LocalCopy : IAsyncDisposable
{
    /// <summary>Absolute path of a file that lies alone in its directory.</summary>
    public abstract string Path { get; }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
