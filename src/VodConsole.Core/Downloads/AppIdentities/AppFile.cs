using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>
/// A file of an app, read in places: asynchronously only, because its bytes may come from a browser one slice at a time, and never
/// more at once than <see cref="PartLimit"/>. Not thread-safe.
/// </summary>
internal sealed class AppFile(Stream stream)
{
    /// <summary>The largest part that is read into memory, in bytes; what identifies an app is a few KiB.</summary>
    public const int PartLimit = 4 << 20;

    /// <summary>Bytes in all.</summary>
    public long Length { get; } = stream.Length;

    /// <summary>Reads exactly <paramref name="count"/> bytes.</summary>
    /// <exception cref="VodException">The file ends before.</exception>
    public async Task<byte[]> ReadAsync(long offset, int count, CancellationToken cancellation)
    {
        if (offset < 0 || count < 0 || offset > Length - count) throw new VodException(ErrorCode.AppFileTruncated);
        var bytes = new byte[count];
        await ReadAsync(offset, bytes, cancellation);
        return bytes;
    }

    /// <summary>Fills <paramref name="target"/>.</summary>
    /// <exception cref="VodException">The file ends before.</exception>
    public async Task ReadAsync(long offset, Memory<byte> target, CancellationToken cancellation)
    {
        if (stream.Position != offset) stream.Position = offset;
        try
        {
            await stream.ReadExactlyAsync(target, cancellation);
        }
        catch (EndOfStreamException)
        {
            throw new VodException(ErrorCode.AppFileTruncated);
        }
    }

    /// <summary>Reads a part whose size the file itself claims.</summary>
    /// <exception cref="VodException">It is larger than <see cref="PartLimit"/>, or the file ends before.</exception>
    public Task<byte[]> ReadPartAsync(AppFilePart part, long offset, long count, CancellationToken cancellation)
    {
        RequireSize(part, count);
        return ReadAsync(offset, (int)count, cancellation);
    }

    /// <summary>Reads the whole file as one part.</summary>
    public Task<byte[]> ReadAllAsync(AppFilePart part, CancellationToken cancellation) => ReadPartAsync(part, 0, Length, cancellation);

    /// <summary>Refuses a part of more than <see cref="PartLimit"/> bytes.</summary>
    public static void RequireSize(AppFilePart part, long count)
    {
        if (count > PartLimit) throw new VodException(ErrorCode.AppFilePartTooLarge, part, ByteSize.Format(PartLimit));
    }

    /// <summary>The refusal of a part that breaks its format.</summary>
    public static VodException Damaged(AppFilePart part) => new(ErrorCode.AppFileDamaged, part);
}
