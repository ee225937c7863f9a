using System.Globalization;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using VodConsole.Protocol.Formats.Hls;

namespace VodConsole.Benchmarks.Transcoding;

/// <summary>The streaming encryptor of segments, beside one call over one buffer.</summary>
internal static class EncryptorBenchmark
{
    public static Task<Measured> RunAsync(BenchmarkRun run)
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(4).WithIterationCount(12))
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(run.PathOf("artifacts"));
        var summary = BenchmarkRunner.Run<SegmentEncryption>(config);
        var measured = new Measured(
            "Encrypting a segment in memory, from one buffer into another: streamed through `SegmentCipher` as the packager does it, "
            + "and by `Aes.EncryptCbc`, which needs the whole segment at once. BenchmarkDotNet, medians.");
        foreach (var bytes in SegmentEncryption.Sizes)
        {
            var streamed = Of(summary, nameof(SegmentEncryption.Streamed), bytes);
            var whole = Of(summary, nameof(SegmentEncryption.OneBuffer), bytes);
            var ratio = whole / streamed;
            measured
                .Add($"{bytes >> 20} MB, streamed", Rate(bytes, streamed))
                .Add($"{bytes >> 20} MB, one buffer", Rate(bytes, whole))
                .Add($"{bytes >> 20} MB, throughput of streamed to one buffer", Measured.Ratio(ratio), "at least 0.90 ×", ratio >= 0.9);
        }
        var allocated = SegmentEncryption.Sizes.Select(Allocated).ToList();
        measured.Add(
            "allocated for a segment of " + string.Join(", ", SegmentEncryption.Sizes.Select(size => $"{size >> 20} MB")),
            string.Join(", ", allocated.Select(bytes => $"{bytes} B")), "the same", allocated.Max() - allocated.Min() <= 1024);
        return Task.FromResult(measured);
    }

    private static double Of(Summary summary, string method, int bytes) => summary.Reports
        .Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method && (int)report.BenchmarkCase.Parameters["Bytes"] == bytes)
        .ResultStatistics!.Median;

    private static string Rate(int bytes, double nanoseconds) =>
        (bytes / nanoseconds).ToString("0.00", CultureInfo.InvariantCulture) + " GB/s";

    /// <summary>BenchmarkDotNet rounds small numbers over many calls; one call tells.</summary>
    private static long Allocated(int bytes)
    {
        var encryption = new SegmentEncryption { Bytes = bytes };
        encryption.Prepare();
        encryption.Streamed();
        var before = GC.GetAllocatedBytesForCurrentThread();
        encryption.Streamed();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

/// <summary>BenchmarkDotNet wants the class public.</summary>
public class SegmentEncryption
{
    private readonly Aes aes = Aes.Create();
    private readonly byte[] key = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] iv = new byte[16];
    private byte[] clear = [];
    private byte[] ciphertext = [];
    private MemoryStream source = new();
    private MemoryStream target = new();

    internal static int[] Sizes { get; } = [1 << 20, 16 << 20];

    [Params(1 << 20, 16 << 20)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        clear = RandomNumberGenerator.GetBytes(Bytes);
        ciphertext = new byte[SegmentCipher.SealedLength(Bytes)];
        (source, target) = (new(clear), new(ciphertext));
        aes.Key = key;
    }

    [Benchmark(Baseline = true)]
    public int OneBuffer() => aes.EncryptCbc(clear, iv, ciphertext);

    [Benchmark]
    public long Streamed()
    {
        source.Position = target.Position = 0;
        var encrypting = SegmentCipher.EncryptAsync(source, target, key, UInt128.Zero, CancellationToken.None);
        return encrypting.IsCompletedSuccessfully ? encrypting.Result : throw new InvalidOperationException("Memory never waits.");
    }
}
