using VodConsole.Core.Media;
using VodConsole.Worker.Transcoding.Ffmpeg;
using VodConsole.Worker.Transcoding.Ingest;

namespace VodConsole.Worker.Transcoding;

/// <summary>Turns ffmpeg's progress lines and the ledgers into progress reports. The lines come one after the other.</summary>
internal sealed class PackagingWatch(
    SourceInfo source, IReadOnlyList<RenditionLedger> ledgers, int segmentSeconds, IProgress<PackagingProgress> progress)
{
    /// <summary>What remains for the verification.</summary>
    private const double Most = 0.99;

    private double done;
    private double? speed;

    /// <summary>Takes one line of <c>-progress</c>.</summary>
    public void Read(string line)
    {
        if (ProgressLine.ReadTime(line) is { } time)
            done = Math.Clamp(time.TotalSeconds / source.Duration, done, Most);
        else if (ProgressLine.ReadSpeed(line) is { } measured)
            speed = measured;
        else if (ProgressLine.EndsBlock(line))
            Report(done);
    }

    /// <summary>Everything is verified.</summary>
    public void ReportEnd() => Report(1);

    private void Report(double overall) => progress.Report(new(
        overall,
        speed,
        [.. ledgers.Select(ledger => new RenditionProgress(ledger.Plan.Definition, Fraction(ledger), ledger.StoredBytes, ledger.Stored))]));

    private double Fraction(RenditionLedger ledger) =>
        ledger.IsComplete ? 1 : Math.Min(Most, ledger.Stored * segmentSeconds / source.Duration);
}
