using System.Buffers.Binary;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>
/// The APK Signing Block, which lies before the zip directory (source.android.com, "APK Signature Scheme v2", section "APK Signing
/// Block"): its length, pairs of length, number and value, its length again, and 16 bytes that name it.
/// </summary>
internal static class ApkSigningBlock
{
    private const int FooterLength = 24;
    private const int PairHeaderLength = 12;

    /// <summary>Pairs in a block at most; the tools of Android write up to eight.</summary>
    private const int PairLimit = 64;

    private static ReadOnlySpan<byte> Magic => "APK Sig Block 42"u8;

    /// <summary>
    /// The certificates of schemes v3.1, v3 and v2, each once; empty when there is no such block or none of these schemes in it.
    /// </summary>
    /// <param name="file">The APK.</param>
    /// <param name="directory">Where its zip directory begins.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<IReadOnlyList<FoundIdentity>> FindAsync(AppFile file, long directory, CancellationToken cancellation)
    {
        if (directory < FooterLength + 8) return [];
        var footer = await file.ReadAsync(directory - FooterLength, FooterLength, cancellation);
        if (!footer.AsSpan(8).SequenceEqual(Magic)) return [];
        var size = BinaryPrimitives.ReadInt64LittleEndian(footer);
        if (size < FooterLength || size > directory - 8) throw AppFile.Damaged(AppFilePart.SigningBlock);

        var start = directory - size - 8;
        if (BinaryPrimitives.ReadInt64LittleEndian(await file.ReadAsync(start, 8, cancellation)) != size)
            throw AppFile.Damaged(AppFilePart.SigningBlock);
        return ApkSigners.Merge(await ReadPairsAsync(file, start + 8, directory - FooterLength, cancellation));
    }

    private static async Task<Dictionary<uint, byte[]>> ReadPairsAsync(AppFile file, long at, long end, CancellationToken cancellation)
    {
        var values = new Dictionary<uint, byte[]>();
        for (var pairs = 0; at < end; pairs++)
        {
            if (pairs == PairLimit || end - at < PairHeaderLength) throw AppFile.Damaged(AppFilePart.SigningBlock);
            var header = await file.ReadAsync(at, PairHeaderLength, cancellation);
            var length = BinaryPrimitives.ReadInt64LittleEndian(header);
            var id = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8));
            if (length < 4 || length > end - at - 8) throw AppFile.Damaged(AppFilePart.SigningBlock);
            if (ApkSigners.Knows(id))
                values.TryAdd(id, await file.ReadPartAsync(AppFilePart.SigningBlock, at + PairHeaderLength, length - 4, cancellation));
            at += 8 + length;
        }

        return values;
    }
}
