using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace VodConsole.Protocol.Tests.Formats.KeyFiles;

/// <summary>
/// Makes key files that <see cref="VodConsole.Protocol.Formats.KeyFiles.KeyFileWriter"/> would not, straight from the description
/// of the format and signed with the test key. It shares no code with the product, so it checks that too.
/// </summary>
internal static class KeyFileForge
{
    private const int HeaderSize = 96, SignatureSize = 64;

    /// <summary>The header of the vector.</summary>
    public static byte[] Header() => KeyFileVector.File()[..HeaderSize];

    /// <summary>The file with its bytes changed and signed anew.</summary>
    public static byte[] Signed(this byte[] file, Action<byte[]> change)
    {
        byte[] copy = [.. file];
        change(copy);
        return copy.Signed();
    }

    /// <summary>The file with its last 64 bytes replaced by a signature that is right.</summary>
    public static byte[] Signed(this byte[] file, ECDsa? key = null) => SignedBody(file[..^SignatureSize], key);

    /// <summary>A body and its signature.</summary>
    public static byte[] SignedBody(byte[] body, ECDsa? key = null) =>
        [.. body, .. (key ?? KeyFileVector.SigningKey()).SignData([.. "vod-keyfile/v1/sig\0"u8, .. body], HashAlgorithmName.SHA256)];

    /// <summary>A file of the vector's app with these fields in it.</summary>
    public static byte[] WithFields(params IEnumerable<byte[]> fields) => Seal(Header(), fields.SelectMany(field => field).ToArray());

    /// <summary>A file of the vector's app, sealed with a header and a payload that may be anything.</summary>
    public static byte[] Seal(byte[] header, byte[] payload)
    {
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(92), payload.Length + 16);
        var identity = Encoding.ASCII.GetBytes(KeyFileVector.Identity.Canonical);
        var root = HKDF.Extract(HashAlgorithmName.SHA256, [0, (byte)identity.Length, .. identity, 0, 0], header[32..64]);
        var keys = HKDF.Expand(HashAlgorithmName.SHA256, root, 76, [.. "vod-keyfile/v1\0"u8, .. header]);
        var (ciphertext, tag) = (new byte[payload.Length], new byte[16]);
        using var cipher = new AesGcm(keys.AsSpan(0, 32), 16);
        cipher.Encrypt(keys.AsSpan(32, 12), payload, ciphertext, tag, header);
        return SignedBody([.. header, .. keys[44..], .. ciphertext, .. tag]);
    }

    public static byte[] Field(ushort tag, params byte[] value) =>
        [(byte)(tag >> 8), (byte)tag, (byte)(value.Length >> 8), (byte)value.Length, .. value];

    public static byte[] Secret() => Field(0x8001, KeyFileVector.Kfs);

    public static byte[] LicenceKey() => Field(0x8002, KeyFileVector.SignerKey);

    public static byte[] Identity() => Text(0x8003, KeyFileVector.Identity.Canonical);

    public static byte[] Text(ushort tag, string text) => Field(tag, Encoding.UTF8.GetBytes(text));
}
