using System.Buffers.Binary;
using System.Text;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>
/// The directory of a zip archive (PKWARE APPNOTE 4.3.12 to 4.3.16, with Zip64), walked once and not kept. ZipArchive of .NET keeps an
/// object per entry, however many a file claims, and does not say where the directory begins, which is where an APK's
/// signatures are.
/// </summary>
internal sealed class ZipDirectory
{
    private const uint EndSignature = 0x06054B50;
    private const uint End64Signature = 0x06064B50;
    private const uint Locator64Signature = 0x07064B50;
    private const uint EntrySignature = 0x02014B50;
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int End64Length = 56;
    private const int EntryLength = 46;
    private const int WindowLength = 64 << 10;

    /// <summary>Bytes of a directory at most; one of 100,000 entries has about 10 MiB.</summary>
    private const int SizeLimit = 16 << 20;

    private readonly AppFile _file;
    private readonly long _size;
    private byte[] _window = [];
    private long _windowStart;

    private ZipDirectory(AppFile file, long offset, long size) => (_file, Offset, _size) = (file, offset, size);

    /// <summary>Where the directory begins.</summary>
    public long Offset { get; }

    /// <summary>Finds the directory from the end of the file.</summary>
    /// <exception cref="VodException">There is none, as when the file is not whole, or it contradicts itself.</exception>
    public static async Task<ZipDirectory> OpenAsync(AppFile file, CancellationToken cancellation)
    {
        var tailLength = (int)Math.Min(file.Length, EndLength + ushort.MaxValue + LocatorLength);
        var tail = await file.ReadAsync(file.Length - tailLength, tailLength, cancellation);
        var at = FindEnd(tail);
        if (at < 0) throw new VodException(ErrorCode.AppFileTruncated);

        var end = tail.AsSpan(at);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        var limit = file.Length - tailLength + at;
        if (at >= LocatorLength && BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at - LocatorLength)) == Locator64Signature)
        {
            limit = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(at - LocatorLength + 8));
            var end64 = await file.ReadAsync(limit, End64Length, cancellation);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end64) != End64Signature) throw AppFile.Damaged(AppFilePart.Directory);
            size = BinaryPrimitives.ReadInt64LittleEndian(end64.AsSpan(40));
            offset = BinaryPrimitives.ReadInt64LittleEndian(end64.AsSpan(48));
        }

        if (size < 0 || offset < 0 || offset > limit - size) throw AppFile.Damaged(AppFilePart.Directory);
        return new ZipDirectory(file, offset, size);
    }

    /// <summary>The entries that <paramref name="wanted"/> chooses by name, in the order of the directory.</summary>
    /// <exception cref="VodException">The directory is damaged, too large, or has more such entries than any app.</exception>
    public async Task<IReadOnlyList<ZipEntry>> FindAsync(Func<string, bool> wanted, CancellationToken cancellation)
    {
        const int most = 64;
        if (_size > SizeLimit) throw new VodException(ErrorCode.AppFilePartTooLarge, AppFilePart.Directory, ByteSize.Format(SizeLimit));
        var found = new List<ZipEntry>();
        for (var at = Offset; at < Offset + _size;)
        {
            var head = await WindowAsync(at, EntryLength, cancellation);
            if (BinaryPrimitives.ReadUInt32LittleEndian(head.Span) != EntrySignature) throw AppFile.Damaged(AppFilePart.Directory);
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(head.Span[28..]);
            var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(head.Span[30..]);
            var length = EntryLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(head.Span[32..]);
            var entry = await WindowAsync(at, length, cancellation);
            var name = Encoding.UTF8.GetString(entry.Span.Slice(EntryLength, nameLength));
            if (wanted(name))
            {
                if (found.Count == most) throw AppFile.Damaged(AppFilePart.Directory);
                found.Add(ZipEntry.Read(name, entry.Span, entry.Span.Slice(EntryLength + nameLength, extraLength)));
            }

            at += length;
        }

        return found;
    }

    // The record is followed by its comment, and the comment by nothing.
    private static int FindEnd(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.Length - EndLength; at >= 0; at--)
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail[at..]) == EndSignature
                && at + EndLength + BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 20)..]) == tail.Length)
                return at;
        return -1;
    }

    private async Task<ReadOnlyMemory<byte>> WindowAsync(long offset, int count, CancellationToken cancellation)
    {
        var left = Offset + _size - offset;
        if (count > left) throw AppFile.Damaged(AppFilePart.Directory);
        if (offset < _windowStart || offset + count > _windowStart + _window.Length)
        {
            _window = await _file.ReadAsync(offset, (int)Math.Min(left, Math.Max(count, WindowLength)), cancellation);
            _windowStart = offset;
        }

        return _window.AsMemory((int)(offset - _windowStart), count);
    }
}
