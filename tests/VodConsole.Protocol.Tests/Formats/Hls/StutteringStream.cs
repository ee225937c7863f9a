namespace VodConsole.Protocol.Tests.Formats.Hls;

/// <summary>Gives at most <paramref name="step"/> bytes at a time, as a network does, and can break off.</summary>
internal sealed class StutteringStream(byte[] content, int step) : MemoryStream(content)
{
    public long BreaksAt { get; init; } = long.MaxValue;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= BreaksAt)
            throw new IOException("The connection was reset.");
        return base.ReadAsync(buffer[..Math.Min(buffer.Length, step)], cancellationToken);
    }
}
