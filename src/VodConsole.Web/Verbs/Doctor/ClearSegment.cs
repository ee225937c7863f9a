namespace VodConsole.Web.Verbs.Doctor;

/// <summary>Tells MPEG-TS (a sync byte every 188 bytes) from ciphertext.</summary>
internal static class ClearSegment
{
    /// <summary>Bytes of a packet.</summary>
    public const int PacketSize = 188;

    /// <summary>Packets in a row that cannot be chance: one in 2^64.</summary>
    public const int Run = 8;

    private const byte Sync = 0x47;

    /// <summary>Whether the bytes are whole packets from the first to the last.</summary>
    public static bool Looks(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Length % PacketSize != 0) return false;
        for (var at = 0; at < bytes.Length; at += PacketSize)
            if (bytes[at] != Sync)
                return false;
        return true;
    }

    /// <summary>Whether a run of packets begins anywhere in the bytes.</summary>
    public static bool Contains(ReadOnlySpan<byte> bytes)
    {
        const int Span = (Run - 1) * PacketSize;
        for (var from = 0; from + Span < bytes.Length; from++)
        {
            var next = bytes[from..^Span].IndexOf(Sync);
            if (next < 0) return false;
            from += next;
            var packets = 1;
            while (packets < Run && bytes[from + packets * PacketSize] == Sync) packets++;
            if (packets == Run) return true;
        }

        return false;
    }

    /// <summary>Bits of information per byte, 0 to 8: ciphertext is close to 8.</summary>
    public static double Entropy(ReadOnlySpan<byte> bytes)
    {
        Span<int> counts = stackalloc int[256];
        foreach (var value in bytes) counts[value]++;
        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count == 0) continue;
            var share = (double)count / bytes.Length;
            bits -= share * Math.Log2(share);
        }

        return bits;
    }
}
