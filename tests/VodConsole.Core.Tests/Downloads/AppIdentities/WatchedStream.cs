namespace VodConsole.Core.Tests.Downloads.AppIdentities;

/// <summary>Counts what is read, and fails on a synchronous read, which would block a circuit while a browser hands over slices.</summary>
internal sealed class WatchedStream(Stream inner) : Stream
{
    public long BytesRead { get; private set; }

    public int LargestRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position { get => inner.Position; set => inner.Position = value; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        BytesRead += read;
        LargestRead = Math.Max(LargestRead, buffer.Length);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("A synchronous read.");

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush() => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
