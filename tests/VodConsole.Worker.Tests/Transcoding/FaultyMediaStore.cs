using VodConsole.Core.Storage;

namespace VodConsole.Worker.Tests.Transcoding;

/// <summary>A store that fails at the n-th segment: on opening, in the middle of its bytes, or when it is committed.</summary>
internal sealed class FaultyMediaStore(IMediaStore inner, int segment, StoreFault moment, Func<Exception> fault) : IMediaStore
{
    private int segments;

    /// <summary>What ENOSPC looks like.</summary>
    public static IOException NoSpace() => new("No space left on device", 28);

    public async Task<MediaWriter> CreateAsync(string key, CancellationToken cancellation)
    {
        var fails = key.EndsWith(".ts", StringComparison.Ordinal) && Interlocked.Increment(ref segments) == segment;
        if (fails && moment == StoreFault.Create)
            throw fault();
        var writer = await inner.CreateAsync(key, cancellation);
        return fails ? new FaultyWriter(writer, moment, fault) : writer;
    }

    public Task<Stream> OpenReadAsync(string key, CancellationToken cancellation) => inner.OpenReadAsync(key, cancellation);

    public Task<long?> FindSizeAsync(string key, CancellationToken cancellation) => inner.FindSizeAsync(key, cancellation);

    public Task AdoptAsync(string key, string path, CancellationToken cancellation) => inner.AdoptAsync(key, path, cancellation);

    public Task<LocalCopy> OpenLocalAsync(string key, CancellationToken cancellation) => inner.OpenLocalAsync(key, cancellation);

    public Task DeleteAsync(string keyOrPrefix, CancellationToken cancellation) => inner.DeleteAsync(keyOrPrefix, cancellation);

    public IAsyncEnumerable<(string Prefix, DateTime ChangedAt)> ListPrefixesAsync(string prefix, CancellationToken cancellation) =>
        inner.ListPrefixesAsync(prefix, cancellation);

    public Task<long?> GetFreeSpaceAsync(CancellationToken cancellation) => inner.GetFreeSpaceAsync(cancellation);

    private sealed class FaultyWriter(MediaWriter inner, StoreFault moment, Func<Exception> fault) : MediaWriter
    {
        public override Stream Content { get; } = new FaultyStream(inner.Content, moment, fault);

        public override Task CommitAsync(CancellationToken cancellation) =>
            moment == StoreFault.Commit ? Task.FromException(fault()) : inner.CommitAsync(cancellation);

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class FaultyStream(Stream inner, StoreFault moment, Func<Exception> fault) : MemoryStream
    {
        private bool passed;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var first = !passed;
            passed = true;
            if (moment == StoreFault.Write && !first)
                return ValueTask.FromException(fault());
            if (moment == StoreFault.LoseTheEnd && !first)
                return ValueTask.CompletedTask;
            var bytes = buffer.ToArray();
            if (moment == StoreFault.Change && first)
                bytes[40] ^= 1;
            return inner.WriteAsync(bytes, cancellationToken);
        }
    }
}

/// <summary>What goes wrong in a <see cref="FaultyMediaStore"/>.</summary>
public enum StoreFault
{
    Create,
    Write,
    Commit,
    /// <summary>The object is there and shorter than what was written.</summary>
    LoseTheEnd,
    /// <summary>The object is there with other bytes.</summary>
    Change,
}
