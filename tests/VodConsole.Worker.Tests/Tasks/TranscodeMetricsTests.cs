using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Worker.Transcoding;

namespace VodConsole.Worker.Tests.Tasks;

public sealed class TranscodeMetricsTests
{
    [Fact]
    public async Task A_run_is_measured_once_however_often_its_progress_is_told()
    {
        var packager = new ScriptedPackager();
        await using var bench = await WorkerBench.CreateAsync(packager.RunAsync);
        packager.Store = bench.Get<IMediaStore>();
        packager.Script = (_, progress, _) =>
        {
            progress.Report(ScriptedPackager.Half);
            progress.Report(ScriptedPackager.Half);
            progress.Report(new PackagingProgress(1, 8, [new RenditionProgress(Definition.FD, 1, 4500, 7)]));
            return Task.CompletedTask;
        };
        using var meters = new Heard(bench.Get<IMeterFactory>());
        await bench.Runner.RunAsync(await bench.QueueAsync(), default);

        Assert.Equal(7, meters.Of("vodconsole.segments.encrypted").Sum());
        Assert.Equal(4500, meters.Of("vodconsole.segments.encrypted.size").Sum());
        Assert.Equal([4, 4, 8], meters.Of("vodconsole.transcode.speed"));
    }

    [Fact]
    public async Task Tasks_are_counted_by_state()
    {
        var packager = new ScriptedPackager { Script = ScriptedPackager.UntilKilledAsync };
        await using var bench = await WorkerBench.CreateAsync(packager.RunAsync);
        await bench.QueueAsync();
        await bench.QueueAsync();
        using var meters = new Heard(bench.Get<IMeterFactory>());
        bench.Get<TranscodeMetrics>().Note(await bench.Get<TranscodeCounts>().ReadAsync(default));
        Assert.Equal(2, meters.ReadGauge("vodconsole.tasks", "queued"));
        Assert.Equal(0, meters.ReadGauge("vodconsole.tasks", "failed"));
    }

    /// <summary>Hears the instruments of one host; other hosts of this process have meters of the same name.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly ConcurrentQueue<(string Name, double Value, string? State)> values = [];

        public Heard(IMeterFactory factory)
        {
            listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "VodConsole" && instrument.Meter.Scope == factory) self.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
            listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
            listener.SetMeasurementEventCallback<double>(Note);
            listener.Start();
        }

        public IEnumerable<double> Of(string name) => values.Where(value => value.Name == name).Select(value => value.Value);

        public double ReadGauge(string name, string state)
        {
            listener.RecordObservableInstruments();
            return values.Last(value => value.Name == name && value.State == state).Value;
        }

        public void Dispose() => listener.Dispose();

        private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? unused = null)
        {
            string? state = null;
            foreach (var tag in tags)
                if (tag.Key == "state") state = tag.Value as string;
            values.Enqueue((instrument.Name, value, state));
        }
    }
}
