using Microsoft.Extensions.Logging;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;

namespace VodConsole.Worker.Transcoding;

/// <summary>
/// Removes what attempts left in the media store. What a crash leaves behind, and nobody comes back to, is the
/// janitor's (<see cref="Storage.OrphanOutputs"/>).
/// </summary>
public sealed class AttemptObjects(IMediaStore media, Publishing publishing, ILogger<AttemptObjects> log)
{
    /// <summary>
    /// Deletes the attempt's objects unless they are published. Call it when the attempt's worker has ended. Never throws:
    /// what cannot be deleted now is left to the janitor.
    /// </summary>
    public async Task DeleteUnlessPublishedAsync(TranscodeLease lease)
    {
        try
        {
            if (await publishing.IsPublishedAsync(lease, CancellationToken.None)) return;
            await media.DeleteAsync(lease.Prefix + "/", CancellationToken.None);
            await media.DeleteAsync(lease.CoverKey, CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "The objects of task {Task}, attempt {Attempt}, are left to the janitor", lease.TaskId, lease.Attempt);
        }
    }

    /// <summary>
    /// Deletes what earlier attempts at the same task left behind: a task that runs again never published, and whatever
    /// worker of an older fence may still live can publish nothing.
    /// </summary>
    public async Task DeleteEarlierAsync(TranscodeLease lease, CancellationToken cancellation)
    {
        for (var fence = lease.Fence - 1; fence > 0; fence--)
        {
            var earlier = lease with { Fence = fence };
            await media.DeleteAsync(earlier.Prefix + "/", cancellation);
            await media.DeleteAsync(earlier.CoverKey, cancellation);
        }
    }
}
