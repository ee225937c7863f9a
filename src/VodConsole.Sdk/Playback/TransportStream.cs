namespace VodConsole.Sdk.Playback;

/// <summary>What tells an MPEG transport stream from noise (ISO/IEC 13818-1): a sync byte at the head of every 188-byte packet.</summary>
internal static class TransportStream
{
    private const int PacketSize = 188;
    private const byte Sync = 0x47;

    public static bool Looks(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < PacketSize || bytes.Length % PacketSize != 0) return false;
        for (var at = 0; at < bytes.Length; at += PacketSize)
            if (bytes[at] != Sync)
                return false;
        return true;
    }

    public static void Require(ReadOnlySpan<byte> bytes, Uri address)
    {
        if (!Looks(bytes)) throw new StreamDamagedException(address, "The segment is no MPEG transport stream: a sync byte is missing.");
    }
}
