using System.Buffers.Binary;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>Reads a part front to back; every length is checked against what is left before anything is taken.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes, AppFilePart part)
{
    private ReadOnlySpan<byte> _left = bytes;

    public readonly bool IsEmpty => _left.IsEmpty;

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _left.Length) throw AppFile.Damaged(part);
        var taken = _left[..(int)count];
        _left = _left[(int)count..];
        return taken;
    }

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public uint ReadUInt32BigEndian() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ushort ReadUInt16BigEndian() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    /// <summary>What follows a little-endian 32-bit length, as the signature schemes of Android nest it.</summary>
    public ReadOnlySpan<byte> ReadBlock() => Take(ReadUInt32());

    /// <summary>The same, to be read on.</summary>
    public ByteReader ReadNested() => new(ReadBlock(), part);
}
