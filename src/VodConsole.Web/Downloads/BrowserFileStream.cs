using VodConsole.Core.Downloads.AppIdentities;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Web.Downloads;

/// <summary>
/// A file that stays in someone's browser, as a stream: each read fetches the slice that it needs, whole blocks of small ones, of
/// which the last few are kept. It seeks, reads asynchronously only, and fetches no more than <see cref="Budget"/> in all, whatever
/// the content leads its reader to. In contrast, <c>IBrowserFile</c> is read front to back. Not thread-safe.
/// </summary>
/// <param name="length">Bytes of the file, as the browser says.</param>
/// <param name="fetch">Gets the slice at an offset with a length; it may be shorter only where the file has become so.</param>
internal sealed class BrowserFileStream(long length, Func<long, int, CancellationToken, Task<byte[]>> fetch) : Stream
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockLength = 64 << 10;

    /// <summary>Bytes of a slice at most.</summary>
    public const int SliceLength = 1 << 20;

    /// <summary>Bytes that are fetched in all at most.</summary>
    public const long Budget = 64L << 20;

    private const int BlocksKept = 4;

    // The most recently used last.
    private readonly List<(long Number, byte[] Bytes)> _blocks = [];
    private long _fetched;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = (int)Math.Min(Math.Min(buffer.Length, SliceLength), length - Position);
        if (count <= 0) return 0;
        int read;
        if (count >= BlockLength)
        {
            var slice = await FetchAsync(Position, count, cancellationToken);
            slice.CopyTo(buffer);
            read = slice.Length;
        }
        else
        {
            var block = await GetBlockAsync(Position / BlockLength, cancellationToken);
            var start = (int)(Position % BlockLength);
            read = Math.Clamp(block.Length - start, 0, count);
            block.AsMemory(Math.Min(start, block.Length), read).CopyTo(buffer);
        }

        Position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read asynchronously only.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        SeekOrigin.End => length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task<byte[]> GetBlockAsync(long number, CancellationToken cancellation)
    {
        var kept = _blocks.FindIndex(block => block.Number == number);
        var bytes = kept < 0
            ? await FetchAsync(number * BlockLength, (int)Math.Min(BlockLength, length - number * BlockLength), cancellation)
            : _blocks[kept].Bytes;
        if (kept >= 0) _blocks.RemoveAt(kept);
        else if (_blocks.Count == BlocksKept) _blocks.RemoveAt(0);
        _blocks.Add((number, bytes));
        return bytes;
    }

    private async Task<byte[]> FetchAsync(long offset, int count, CancellationToken cancellation)
    {
        _fetched += count;
        if (_fetched > Budget) throw new VodException(ErrorCode.AppFilePartTooLarge, AppFilePart.Whole, ByteSize.Format(Budget));
        return await fetch(offset, count, cancellation);
    }
}
