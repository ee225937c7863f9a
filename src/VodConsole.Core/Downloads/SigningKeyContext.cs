using System.Buffers.Binary;

namespace VodConsole.Core.Downloads;

/// <summary>
/// The associated data that binds a private half to its row, as <see cref="Keys.MediaKeyContext"/> does for data keys:
/// <c>"vod-signing-key/v1" 00 | u16 purpose | u32 number | key id 8</c>, purpose 1 for key files and 2 for licences.
/// </summary>
internal static class SigningKeyContext
{
    /// <summary>The bytes for one pair.</summary>
    public static byte[] For(SigningPurpose purpose, int number, string keyId)
    {
        var prefix = "vod-signing-key/v1\0"u8;
        var id = Convert.FromHexString(keyId);
        var bytes = new byte[prefix.Length + 2 + 4 + id.Length];
        prefix.CopyTo(bytes);
        var rest = bytes.AsSpan(prefix.Length);
        BinaryPrimitives.WriteUInt16BigEndian(rest, CodeOf(purpose));
        BinaryPrimitives.WriteInt32BigEndian(rest[2..], number);
        id.CopyTo(rest[6..]);
        return bytes;
    }

    // Not the enum's own number, which is free to change.
    private static ushort CodeOf(SigningPurpose purpose) => purpose switch
    {
        SigningPurpose.KeyFile => 1,
        SigningPurpose.Licence => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, null),
    };
}
