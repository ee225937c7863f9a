using VodConsole.Core.Storage;

namespace VodConsole.Worker.Transcoding;

/// <summary>This process as the owner of leases. The id is new at every start, so that a restarted process never inherits one.</summary>
/// <param name="embedded">The embedded database's lock, where this process holds it.</param>
public sealed class WorkerIdentity(ServerLock? embedded = null)
{
    /// <summary>What leases name.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Whether no other worker can be alive.</summary>
    public bool IsAlone { get; } = embedded is not null;
}
