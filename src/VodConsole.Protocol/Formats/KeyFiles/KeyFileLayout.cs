namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>Where the parts of a key file lie: header, commitment, ciphertext with its tag, signature.</summary>
internal static class KeyFileLayout
{
    public const int CommitmentSize = 32;
    public const int TagSize = 16;
    public const int SignatureSize = 64;
    public const int CiphertextAt = KeyFileHeader.Size + CommitmentSize;

    /// <summary>Bytes beside the ciphertext.</summary>
    public const int Overhead = CiphertextAt + SignatureSize;
}
