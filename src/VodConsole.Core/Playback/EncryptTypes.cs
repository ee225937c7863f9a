namespace VodConsole.Core.Playback;

/// <summary>What the contract calls the ways to encrypt.</summary>
public static class EncryptTypes
{
    /// <summary>The contract's word; null for not at all.</summary>
    public static string? NameOf(EncryptType type) => type switch
    {
        EncryptType.None => null,
        EncryptType.HlsEncryption => "HLSEncryption",
        EncryptType.PrivateEncryption => "AliyunVoDEncryption",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
