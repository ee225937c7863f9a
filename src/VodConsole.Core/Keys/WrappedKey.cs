using System.Buffers.Binary;
using System.Text;

namespace VodConsole.Core.Keys;

/// <summary>
/// A key wrapped under a key-encryption key: the record <c>VWK1</c> of <c>security-reliability.md</c> §2b, big-endian,
/// <c>"VWK1" | provider u8 | kekId str | kekVersion u32 | alg u8 | nonce 12 | ct‖tag | created u64</c>, strings and the
/// ciphertext with a u16 length before them. Safe to store; useless without the key-encryption key.
/// </summary>
/// <param name="Provider">1 = local key-ring file.</param>
/// <param name="KekId">The key-encryption key's name, which is its purpose's; 1 to 64 ASCII characters.</param>
/// <param name="KekVersion">Its version, from 1.</param>
/// <param name="Algorithm">1 = AES-256-GCM.</param>
/// <param name="Nonce">12 bytes.</param>
/// <param name="Ciphertext">Ciphertext and 16-byte tag; at most <see cref="CiphertextLimit"/> bytes.</param>
/// <param name="CreatedAt">Unix seconds.</param>
public sealed record WrappedKey(
    byte Provider, string KekId, uint KekVersion, byte Algorithm, byte[] Nonce, byte[] Ciphertext, long CreatedAt)
{
    /// <summary>Bytes of a nonce.</summary>
    public const int NonceLength = 12;

    /// <summary>Bytes of a GCM tag.</summary>
    public const int TagLength = 16;

    /// <summary>The longest ciphertext that is read: wrapped are keys, and elements of a session key ring.</summary>
    public const int CiphertextLimit = 16 * 1024;

    private const int NameLimit = 64;
    private static readonly byte[] Magic = "VWK1"u8.ToArray();

    /// <summary>The record's bytes.</summary>
    public byte[] ToBytes()
    {
        var name = Encoding.ASCII.GetBytes(KekId);
        var bytes = new byte[FixedLength + name.Length + Ciphertext.Length];
        var rest = bytes.AsSpan();
        Magic.CopyTo(rest);
        rest[4] = Provider;
        BinaryPrimitives.WriteUInt16BigEndian(rest[5..], checked((ushort)name.Length));
        name.CopyTo(rest[7..]);
        rest = rest[(7 + name.Length)..];
        BinaryPrimitives.WriteUInt32BigEndian(rest, KekVersion);
        rest[4] = Algorithm;
        Nonce.CopyTo(rest[5..]);
        rest = rest[(5 + NonceLength)..];
        BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)Ciphertext.Length));
        Ciphertext.CopyTo(rest[2..]);
        BinaryPrimitives.WriteInt64BigEndian(rest[(2 + Ciphertext.Length)..], CreatedAt);
        return bytes;
    }

    /// <summary>Reads a record; every length is checked before it is used, and nothing may follow.</summary>
    /// <exception cref="CryptoRejectedException">Not such a record.</exception>
    public static WrappedKey Parse(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes;
        if (!Take(ref rest, Magic.Length).SequenceEqual(Magic)) throw new CryptoRejectedException("not a VWK1 record");
        var provider = Take(ref rest, 1)[0];
        var nameLength = BinaryPrimitives.ReadUInt16BigEndian(Take(ref rest, 2));
        if (nameLength is 0 or > NameLimit) throw new CryptoRejectedException("key name of a wrong length");
        var name = Take(ref rest, nameLength);
        if (!Ascii.IsValid(name)) throw new CryptoRejectedException("key name is not ASCII");
        var version = BinaryPrimitives.ReadUInt32BigEndian(Take(ref rest, 4));
        var algorithm = Take(ref rest, 1)[0];
        var nonce = Take(ref rest, NonceLength).ToArray();
        var length = BinaryPrimitives.ReadUInt16BigEndian(Take(ref rest, 2));
        if (length is < TagLength or > CiphertextLimit) throw new CryptoRejectedException("ciphertext of a wrong length");
        var ciphertext = Take(ref rest, length).ToArray();
        var created = BinaryPrimitives.ReadInt64BigEndian(Take(ref rest, 8));
        if (!rest.IsEmpty) throw new CryptoRejectedException("bytes after the record");
        return new WrappedKey(provider, Encoding.ASCII.GetString(name), version, algorithm, nonce, ciphertext, created);
    }

    /// <inheritdoc/>
    public override string ToString() => "***";

    private static int FixedLength => Magic.Length + 1 + 2 + 4 + 1 + NonceLength + 2 + 8;

    private static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> rest, int length)
    {
        if (rest.Length < length) throw new CryptoRejectedException("record is cut short");
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
