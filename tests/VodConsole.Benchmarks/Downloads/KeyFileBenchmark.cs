using System.Globalization;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Benchmarks.Downloads;

/// <summary>Writing a key file, beside the cryptographic operations that no writer can do without.</summary>
internal static class KeyFileBenchmark
{
    public static Task<Measured> RunAsync(BenchmarkRun run)
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(4).WithIterationCount(12))
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(run.PathOf("artifacts"));
        var summary = BenchmarkRunner.Run<KeyFileWriting>(config);
        var (written, raw) = (Of(summary, nameof(KeyFileWriting.Written)), Of(summary, nameof(KeyFileWriting.RawOperations)));
        var ratio = raw / written;
        return Task.FromResult(new Measured(
            $"Writing a key file of {KeyFileWriting.FileSize} bytes, identity and secret given, to bytes in memory. The raw operations are those "
            + "of one file on data of the same lengths: random id and salt, HKDF-Extract and -Expand, AES-256-GCM under a new key, and an "
            + "ECDSA P-256 signature. BenchmarkDotNet, medians.")
            .Add("key file written", Rate(written))
            .Add("raw operations", Rate(raw))
            .Add("rate of writing to raw operations", Measured.Ratio(ratio), "at least 0.50 ×", ratio >= 0.5));
    }

    private static double Of(Summary summary, string method) => summary.Reports
        .Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method).ResultStatistics!.Median;

    private static string Rate(double nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{1e9 / nanoseconds:N0} /s ({nanoseconds / 1000:0.0} µs)");
}

/// <summary>BenchmarkDotNet wants the class public.</summary>
public class KeyFileWriting
{
    /// <summary>Bytes of the file that is written: that of an Android app with one licence key.</summary>
    internal const int FileSize = 396;

    private const int PayloadSize = FileSize - 96 - 32 - 16 - 64;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] identity = new byte[57];
    private readonly byte[] info = new byte[111];
    private readonly byte[] payload = new byte[PayloadSize];
    private readonly byte[] file = new byte[FileSize];
    private readonly DateTimeOffset issuedAt = DateTimeOffset.FromUnixTimeSeconds(1_760_000_000);
    private readonly KeyFileSigner signer;
    private readonly AppIdentity app;

    public KeyFileWriting()
    {
        signer = new(key);
        app = AppIdentity.FindCanonical("android-sha1:bb0dac74d32109ef9c711a5e772c8ebf03fdfa5a")!;
        if (Written() != FileSize) throw new InvalidOperationException("The raw operations are to have the lengths of the file.");
    }

    [Benchmark(Baseline = true)]
    public byte[] RawOperations()
    {
        Span<byte> random = stackalloc byte[48];
        Span<byte> root = stackalloc byte[32];
        Span<byte> keys = stackalloc byte[76];
        RandomNumberGenerator.Fill(random);
        HKDF.Extract(HashAlgorithmName.SHA256, identity, random[16..], root);
        HKDF.Expand(HashAlgorithmName.SHA256, root, keys, info);
        using var cipher = new AesGcm(keys[..32], 16);
        cipher.Encrypt(keys[32..44], payload, file.AsSpan(128, PayloadSize), file.AsSpan(128 + PayloadSize, 16), file.AsSpan(0, 96));
        return key.SignData(file.AsSpan(..^64), HashAlgorithmName.SHA256);
    }

    [Benchmark]
    public int Written()
    {
        var draft = new KeyFileDraft
        {
            Payload = new(app, secret, [signer.PublicKey]),
            KeyFileId = new(RandomNumberGenerator.GetBytes(16), bigEndian: true),
            Salt = RandomNumberGenerator.GetBytes(32),
            IssuedAt = issuedAt,
        };
        return KeyFileWriter.Write(draft, signer).Length;
    }
}
