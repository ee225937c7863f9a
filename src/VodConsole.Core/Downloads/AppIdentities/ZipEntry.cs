using System.Buffers.Binary;
using System.IO.Compression;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>One file in a zip archive, as its directory describes it; what it claims is believed only as far as it fits.</summary>
internal sealed record ZipEntry(string Name, bool Encrypted, ushort Method, long PackedSize, long Size, long Offset)
{
    private const uint LocalSignature = 0x04034B50;
    private const int LocalLength = 30;
    private const ushort Stored = 0;
    private const ushort Deflated = 8;

    /// <summary>Reads a record of the directory (APPNOTE 4.3.12); <paramref name="extra"/> may hold the Zip64 sizes (4.5.3).</summary>
    public static ZipEntry Read(string name, ReadOnlySpan<byte> record, ReadOnlySpan<byte> extra)
    {
        var wide = FindWide(extra);
        var size = Widen(BinaryPrimitives.ReadUInt32LittleEndian(record[24..]), ref wide);
        var packed = Widen(BinaryPrimitives.ReadUInt32LittleEndian(record[20..]), ref wide);
        var offset = Widen(BinaryPrimitives.ReadUInt32LittleEndian(record[42..]), ref wide);
        return new ZipEntry(
            name, (record[8] & 1) != 0, BinaryPrimitives.ReadUInt16LittleEndian(record[10..]), packed, size, offset);
    }

    /// <summary>Unpacks the entry, at most <see cref="AppFile.PartLimit"/> bytes of it whatever it claims.</summary>
    /// <exception cref="VodException">It is encrypted, damaged, or unpacks to more.</exception>
    public async Task<byte[]> UnpackAsync(AppFile file, AppFilePart part, CancellationToken cancellation)
    {
        if (Encrypted) throw new VodException(ErrorCode.AppFileEncrypted, part);
        AppFile.RequireSize(part, Size);
        if (PackedSize < 0 || Size < 0) throw AppFile.Damaged(AppFilePart.Directory);
        var local = await file.ReadAsync(Offset, LocalLength, cancellation);
        if (BinaryPrimitives.ReadUInt32LittleEndian(local) != LocalSignature) throw AppFile.Damaged(AppFilePart.Directory);
        var start = Offset + LocalLength
            + BinaryPrimitives.ReadUInt16LittleEndian(local.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(local.AsSpan(28));
        var packed = await file.ReadPartAsync(part, start, PackedSize, cancellation);
        return Method switch
        {
            Stored => packed,
            Deflated => Inflate(packed, part),
            _ => throw AppFile.Damaged(part),
        };
    }

    private static byte[] Inflate(byte[] packed, AppFilePart part)
    {
        using var inflater = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        var block = new byte[16 << 10];
        try
        {
            for (int read; (read = inflater.Read(block)) > 0;)
            {
                AppFile.RequireSize(part, unpacked.Length + read);
                unpacked.Write(block, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            throw AppFile.Damaged(part);
        }

        return unpacked.ToArray();
    }

    private static ReadOnlySpan<byte> FindWide(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4) break;
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1) return extra.Slice(4, length);
            extra = extra[(4 + length)..];
        }

        return [];
    }

    // The wide values stand in this order, and only those whose narrow field is full.
    private static long Widen(uint narrow, ref ReadOnlySpan<byte> wide)
    {
        if (narrow != uint.MaxValue || wide.Length < 8) return narrow;
        var value = BinaryPrimitives.ReadInt64LittleEndian(wide);
        wide = wide[8..];
        return value;
    }
}
