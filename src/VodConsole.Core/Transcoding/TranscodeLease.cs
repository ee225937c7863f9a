namespace VodConsole.Core.Transcoding;

/// <summary>
/// The right to run one attempt at a task. It is worth something only as long as the row says so: every write made
/// under it is conditional on <see cref="Fence"/> and on the task still running.
/// </summary>
/// <param name="TaskId">The task.</param>
/// <param name="VideoId">Its video.</param>
/// <param name="Group">What the video is made into.</param>
/// <param name="Fence">The number that this claim drew; every later claim draws a higher one.</param>
/// <param name="Owner">The worker process, a <see cref="WorkerProcess"/> id.</param>
/// <param name="Attempt">Which attempt this is, from 1.</param>
public sealed record TranscodeLease(Guid TaskId, Guid VideoId, TemplateGroup Group, long Fence, Guid Owner, int Attempt)
{
    /// <summary>How long a lease lasts after its last renewal.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    /// <summary>How often its holder renews it.</summary>
    public static readonly TimeSpan RenewalPeriod = TimeSpan.FromSeconds(5);

    /// <summary>The wrapped key that the caller wants it encrypted under; null for a new key of the service's own.</summary>
    public string? CipherText { get; init; }

    /// <summary>Where the attempt's objects lie, without a trailing slash.</summary>
    public string Prefix => $"out/{VideoId:N}/{TaskId:N}-{Fence}";

    /// <summary>Where the attempt's cover image lies.</summary>
    public string CoverKey => $"cover/{VideoId:N}/{TaskId:N}-{Fence}.jpg";
}

internal static class TranscodeLeaseQuery
{
    /// <summary>The tasks in the order in which they are run.</summary>
    public static IOrderedQueryable<TranscodeTask> InQueueOrder(this IQueryable<TranscodeTask> tasks) =>
        tasks.OrderByDescending(task => task.Priority).ThenBy(task => task.CreatedAt).ThenBy(task => task.Id);

    /// <summary>The lease's task while the lease holds; no row once it is lost.</summary>
    public static IQueryable<TranscodeTask> HeldBy(this IQueryable<TranscodeTask> tasks, TranscodeLease lease) =>
        tasks.Where(task => task.Id == lease.TaskId && task.Fence == lease.Fence && task.Status == TranscodeStatus.Running);
}
