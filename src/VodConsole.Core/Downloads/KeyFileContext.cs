namespace VodConsole.Core.Downloads;

/// <summary>
/// The associated data that binds a key file's secret to its row: <c>"vod-keyfile-secret/v1" 00 | key_file_id 16</c>, the id as a
/// big-endian GUID. A secret that was moved to another row does not open.
/// </summary>
public static class KeyFileContext
{
    /// <summary>The bytes for one key file.</summary>
    public static byte[] For(Guid keyFileId)
    {
        var prefix = "vod-keyfile-secret/v1\0"u8;
        var bytes = new byte[prefix.Length + 16];
        prefix.CopyTo(bytes);
        keyFileId.TryWriteBytes(bytes.AsSpan(prefix.Length), bigEndian: true, out _);
        return bytes;
    }
}
