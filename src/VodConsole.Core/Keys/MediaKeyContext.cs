using System.Buffers.Binary;

namespace VodConsole.Core.Keys;

/// <summary>
/// The associated data that binds a data key to its video (<c>security-reliability.md</c> §2b):
/// <c>"vod-dek/v1" 00 | u16 1 | media_id 16 | dek_id 16 | TLV(1, "hls-aes128")</c>, ids as big-endian GUIDs.
/// A wrapped key that was moved to another row does not open.
/// </summary>
public static class MediaKeyContext
{
    /// <summary>The bytes for one data key.</summary>
    public static byte[] For(Guid videoId, Guid dataKeyId)
    {
        var prefix = "vod-dek/v1\0"u8;
        var scheme = "hls-aes128"u8;
        var bytes = new byte[prefix.Length + 2 + 16 + 16 + 4 + scheme.Length];
        var rest = bytes.AsSpan();
        prefix.CopyTo(rest);
        rest = rest[prefix.Length..];
        BinaryPrimitives.WriteUInt16BigEndian(rest, 1);
        videoId.TryWriteBytes(rest[2..], bigEndian: true, out _);
        dataKeyId.TryWriteBytes(rest[18..], bigEndian: true, out _);
        rest = rest[34..];
        BinaryPrimitives.WriteUInt16BigEndian(rest, 1);
        BinaryPrimitives.WriteUInt16BigEndian(rest[2..], (ushort)scheme.Length);
        scheme.CopyTo(rest[4..]);
        return bytes;
    }
}
