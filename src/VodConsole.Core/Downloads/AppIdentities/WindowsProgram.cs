using System.Buffers.Binary;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>
/// The Authenticode signature of a Windows program or library ("PE Format", sections "Optional Header" and "The Attribute Certificate
/// Table"). The headers are looked at in place, because the reader of .NET for them reads synchronously.
/// </summary>
internal static class WindowsProgram
{
    private const int HeaderAddress = 0x3C;
    private const int FileHeaderLength = 24; // with "PE\0\0"
    private const ushort Magic32 = 0x10B;
    private const ushort Magic64 = 0x20B;
    private const int Directories32 = 96;
    private const int Directories64 = 112;
    private const int CertificateTable = 4;
    private const int EntryHeaderLength = 8;
    private const ushort SignedData = 2;

    /// <summary>The serial numbers of the certificates that the program is signed with.</summary>
    /// <exception cref="VodException">It is damaged or not signed.</exception>
    public static async Task<IReadOnlyList<FoundIdentity>> FindAsync(AppFile file, CancellationToken cancellation)
    {
        var (offset, size) = await ReadTableAsync(file, cancellation);
        if (size < EntryHeaderLength) throw new VodException(ErrorCode.AppFileProgramNotSigned);
        var header = await file.ReadAsync(offset, EntryHeaderLength, cancellation);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header);
        if (length < EntryHeaderLength || length > size || BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(6)) != SignedData)
            throw AppFile.Damaged(AppFilePart.Signature);
        var signature = await file.ReadPartAsync(
            AppFilePart.Signature, offset + EntryHeaderLength, length - EntryHeaderLength, cancellation);
        return Identify(Pkcs7.Read(signature, AppFilePart.Signature));
    }

    /// <summary>The serial numbers of those who signed.</summary>
    public static IReadOnlyList<FoundIdentity> Identify(Pkcs7 signature)
    {
        List<FoundIdentity> found = [.. signature.Signers.Select(signer => signer.ForWindows(IdentitySource.Authenticode)).OfType<FoundIdentity>()];
        return found.Count > 0 ? found : throw AppFile.Damaged(AppFilePart.Signature);
    }

    private static async Task<(long Offset, long Size)> ReadTableAsync(AppFile file, CancellationToken cancellation)
    {
        var at = (long)BinaryPrimitives.ReadUInt32LittleEndian(await file.ReadAsync(HeaderAddress, 4, cancellation));
        var header = await file.ReadAsync(at, FileHeaderLength + 2, cancellation);
        if (!header.AsSpan().StartsWith("PE\0\0"u8)) throw AppFile.Damaged(AppFilePart.ProgramHeader);
        var directories = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(FileHeaderLength)) switch
        {
            Magic32 => Directories32,
            Magic64 => Directories64,
            _ => throw AppFile.Damaged(AppFilePart.ProgramHeader),
        };
        var entry = at + FileHeaderLength + directories + CertificateTable * 8;
        var end = at + FileHeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(20));
        if (entry + 8 > end) return default;

        // Unlike every other directory this one has a place in the file, not in memory.
        var table = await file.ReadAsync(entry, 8, cancellation);
        return (BinaryPrimitives.ReadUInt32LittleEndian(table), BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan(4)));
    }
}
