using System.Diagnostics;
using System.Diagnostics.Metrics;
using VodConsole.Core.Transcoding;

namespace VodConsole.Worker.Transcoding;

/// <summary>What the workers of this process measure, on the meter <c>VodConsole</c>.</summary>
public sealed class TranscodeMetrics
{
    /// <summary>Traces: one activity for each attempt at a task.</summary>
    public static readonly ActivitySource Activities = new("VodConsole");

    private readonly Counter<long> segments;
    private readonly Counter<long> bytes;
    private readonly Histogram<double> speed;
    private IReadOnlyDictionary<TranscodeStatus, int> tasks = new Dictionary<TranscodeStatus, int>();

    /// <summary>Creates the instruments.</summary>
    public TranscodeMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("VodConsole");
        segments = meter.CreateCounter<long>("vodconsole.segments.encrypted", "{segment}", "Segments encrypted and stored.");
        bytes = meter.CreateCounter<long>("vodconsole.segments.encrypted.size", "By", "Encrypted bytes stored.");
        speed = meter.CreateHistogram<double>("vodconsole.transcode.speed", "1", "Seconds of media per second of wall time.");
        meter.CreateObservableGauge("vodconsole.tasks", ReadTasks, "{task}", "Transcoding tasks by state.");
    }

    /// <summary>Notes how many tasks there are of each state; the pump counts them now and then.</summary>
    public void Note(IReadOnlyDictionary<TranscodeStatus, int> counts) => Volatile.Write(ref tasks, counts);

    /// <summary>Passes an attempt's progress on, counting on its way what it has stored since the last time.</summary>
    internal IProgress<PackagingProgress> Count(IProgress<PackagingProgress> next) => new Counting(this, next);

    private IEnumerable<Measurement<int>> ReadTasks() =>
        Volatile.Read(ref tasks).Select(pair => new Measurement<int>(
            pair.Value, new KeyValuePair<string, object?>("state", pair.Key.ToString().ToLowerInvariant())));

    private sealed class Counting(TranscodeMetrics metrics, IProgress<PackagingProgress> next) : IProgress<PackagingProgress>
    {
        private readonly Lock gate = new();
        private long countedSegments;
        private long countedBytes;

        public void Report(PackagingProgress value)
        {
            lock (gate)
            {
                Add(metrics.segments, value.Renditions.Sum(rendition => (long)rendition.Segments), ref countedSegments);
                Add(metrics.bytes, value.Renditions.Sum(rendition => rendition.StoredBytes), ref countedBytes);
            }

            if (value.Speed is { } measured) metrics.speed.Record(measured);
            next.Report(value);
        }

        private static void Add(Counter<long> counter, long total, ref long counted)
        {
            if (total <= counted) return;
            counter.Add(total - counted);
            counted = total;
        }
    }
}
