using System.Buffers;
using System.Globalization;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>The right to write one upload's file, held until disposed. Not thread-safe.</summary>
public sealed class StagedFile : IDisposable
{
    private readonly string mark;
    private readonly FileStream held;

    internal StagedFile(string path, string mark, FileStream held)
    {
        Path = path;
        this.mark = mark;
        this.held = held;
        if (ReadMark(mark) is { } offset) RollBack(offset);
    }

    /// <summary>Absolute path of the file; it lies alone in its directory.</summary>
    public string Path { get; }

    /// <summary>Bytes that are there; 0 when there is no file yet.</summary>
    public long Length => new FileInfo(Path) is { Exists: true } file ? file.Length : 0;

    /// <summary>
    /// Appends a part and makes it durable. When <paramref name="content"/> breaks off, the bytes received until then are kept
    /// and the reader's exception bubbles; with a checksum they are given up, also when the process dies before it was checked.
    /// </summary>
    /// <param name="content">The bytes.</param>
    /// <param name="room">Most bytes that may follow.</param>
    /// <param name="checksum">What the part must have, or null.</param>
    /// <param name="cancellation">Ends the reading, like a part that breaks off.</param>
    /// <returns>The new length.</returns>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.UploadChecksumMismatch"/> or <see cref="ErrorCode.UploadPartTooLong"/>, the file being as before;
    /// <see cref="ErrorCode.UploadStorageFull"/>.
    /// </exception>
    public async Task<long> AppendAsync(Stream content, long room, PartChecksum? checksum, CancellationToken cancellation)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var start = Length;
        if (checksum is not null) WriteMark(start);
        try
        {
            await CopyAsync(content, start, room, checksum, cancellation);
        }
        catch (Exception failure) when (checksum is not null || failure is VodException { Code: ErrorCode.UploadPartTooLong })
        {
            RollBack(start);
            throw;
        }
        File.Delete(mark);
        return Length;
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();

    internal static long? ReadMark(string path)
    {
        try
        {
            // A mark that a dying process left empty preceded every byte of its part.
            return long.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private async Task CopyAsync(Stream content, long start, long room, PartChecksum? checksum, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        using var digest = checksum?.Start();
        var received = 0L;
        try
        {
            await using var file = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            file.Position = start;
            try
            {
                int read;
                while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
                {
                    received += read;
                    if (received > room) throw new VodException(ErrorCode.UploadPartTooLong, room);
                    digest?.AppendData(buffer, 0, read);
                    // Not cancellable: what was received is stored, also when its sender has gone.
                    await Guard(() => file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None));
                }
                if (digest is not null && !digest.GetHashAndReset().AsSpan().SequenceEqual(checksum!.Value))
                    throw new VodException(ErrorCode.UploadChecksumMismatch, checksum.Algorithm);
            }
            finally
            {
                await Guard(() =>
                {
                    file.Flush(flushToDisk: true);
                    return ValueTask.CompletedTask;
                });
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask Guard(Func<ValueTask> write)
    {
        try
        {
            await write();
        }
        catch (IOException failure) when (DiskFull.Caused(failure))
        {
            throw new VodException(ErrorCode.UploadStorageFull);
        }
    }

    private void WriteMark(long offset)
    {
        using var file = new FileStream(mark, FileMode.Create, FileAccess.Write);
        file.Write(System.Text.Encoding.ASCII.GetBytes(offset.ToString(CultureInfo.InvariantCulture)));
        file.Flush(flushToDisk: true);
    }

    private void RollBack(long offset)
    {
        if (Length > offset)
        {
            using var file = new FileStream(Path, FileMode.Open, FileAccess.Write);
            file.SetLength(offset);
            file.Flush(flushToDisk: true);
        }
        File.Delete(mark);
    }
}
