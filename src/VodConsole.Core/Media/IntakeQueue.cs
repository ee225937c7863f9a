using System.Threading.Channels;

namespace VodConsole.Core.Media;

/// <summary>
/// The uploads of this process that are whole and wait for <see cref="VideoIntake"/>. A signal only: what is lost with the
/// process is found again by <see cref="UploadSweep"/>. Thread-safe.
/// </summary>
public sealed class IntakeQueue
{
    private readonly Channel<Guid> waiting = Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Adds an upload; adding one twice is harmless.</summary>
    public void Add(Guid uploadId) => waiting.Writer.TryWrite(uploadId);

    /// <summary>The uploads as they come; ends by cancellation.</summary>
    public IAsyncEnumerable<Guid> ReadAllAsync(CancellationToken cancellation) => waiting.Reader.ReadAllAsync(cancellation);
}
