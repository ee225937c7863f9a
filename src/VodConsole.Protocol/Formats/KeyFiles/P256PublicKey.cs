namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>The one form in which P-256 public keys stand in the formats: SubjectPublicKeyInfo with an uncompressed point (RFC 5480 §2).</summary>
internal static class P256PublicKey
{
    public const int Size = 91;

    /// <summary>Everything before the two coordinates, which is the same for each key.</summary>
    private static ReadOnlySpan<byte> Prefix =>
    [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A,
        0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
    ];

    /// <summary>Whether it has the form; that the point lies on the curve is checked by whoever imports it.</summary>
    public static bool IsOne(ReadOnlySpan<byte> spki) => spki.Length == Size && spki.StartsWith(Prefix);
}
