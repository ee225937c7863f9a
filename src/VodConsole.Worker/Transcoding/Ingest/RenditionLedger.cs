using System.Collections.Concurrent;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol.Formats.Hls;

namespace VodConsole.Worker.Transcoding.Ingest;

/// <summary>
/// What has arrived of one rendition. Segments count once they are stored; the playlist is only ffmpeg's claim of what there
/// should be. Segments arrive concurrently and in any order. Thread-safe.
/// </summary>
/// <param name="plan">The rendition.</param>
internal sealed class RenditionLedger(PlannedRendition plan)
{
    private readonly ConcurrentDictionary<string, StoredSegment?> segments = new();
    private long storedBytes;
    private int stored;

    public PlannedRendition Plan { get; } = plan;

    /// <summary>What ffmpeg's playlist says, or null before it came.</summary>
    public MediaPlaylist? Claim { get; set; }

    public long StoredBytes => Interlocked.Read(ref storedBytes);

    public int Stored => Volatile.Read(ref stored);

    /// <summary>Whether the playlist is closed and each segment that it names is stored.</summary>
    public bool IsComplete =>
        Claim is { IsClosed: true } claim && claim.Segments.All(segment => Find(segment.Uri) is not null);

    /// <summary>Takes a name for a segment that begins to arrive; false when one of that name came before.</summary>
    public bool TryBegin(string name) => segments.TryAdd(name, null);

    public void Add(StoredSegment segment)
    {
        segments[segment.Name] = segment;
        Interlocked.Add(ref storedBytes, segment.Length);
        Interlocked.Increment(ref stored);
    }

    public StoredSegment? Find(string name) => segments.GetValueOrDefault(name);
}
