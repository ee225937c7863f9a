using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace VodConsole.Worker.Transcoding.Ingest;

/// <summary>
/// Memory for the listener's connections in blocks of 64 KiB. The server's own are of 4 KiB, made for many small requests;
/// with a few connections that carry megabytes each, most of the time went into reading them in so small pieces.
/// </summary>
internal sealed class LargeBlocks : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    private const int BlockSize = 64 * 1024;

    public override int MaxBufferSize => Shared.MaxBufferSize;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => Shared.Rent(Math.Max(minBufferSize, BlockSize));

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => this;

    protected override void Dispose(bool disposing)
    {
        // The shared pool behind it stays.
    }
}
