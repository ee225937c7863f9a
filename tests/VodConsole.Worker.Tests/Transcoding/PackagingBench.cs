using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Media;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol.Formats.Hls;
using VodConsole.Worker.Transcoding;

namespace VodConsole.Worker.Tests.Transcoding;

/// <summary>The packager over a real local store in a folder of its own, with ffmpeg as it is installed.</summary>
internal sealed class PackagingBench : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public PackagingBench(Func<IMediaStore, IMediaStore>? decorate = null, Action<PackagingOptions>? configure = null)
    {
        Skip.If(TestMedia.Find("ffmpeg") is null, "ffmpeg is not installed.");
        var collection = new ServiceCollection().AddLogging().AddSingleton(new DataDirectory(Media.PathOf("data"))).AddStorage();
        var inner = collection.Single(service => service.ServiceType == typeof(IMediaStore));
        collection.Remove(inner);
        collection.AddSingleton(provider =>
        {
            var store = (IMediaStore)ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!);
            return decorate?.Invoke(store) ?? store;
        });
        collection.AddPackaging().Configure<PackagingOptions>(options => options.Preset = EncoderPreset.UltraFast);
        services = collection.Configure(configure ?? (_ => { })).BuildServiceProvider(validateScopes: true);
    }

    public TestMedia Media { get; } = new();

    public byte[] DataKey { get; } = RandomNumberGenerator.GetBytes(16);

    public IMediaStore Store => services.GetRequiredService<IMediaStore>();

    public RecordedProgress Progress { get; } = new();

    /// <summary>Everything that was written, wherever it lies.</summary>
    public IEnumerable<string> StoredFiles =>
        Directory.Exists(Media.PathOf("data")) ? Directory.EnumerateFiles(Media.PathOf("data"), "*", SearchOption.AllDirectories) : [];

    public Task<PackagingRequest> RequestAsync(string source, TemplateGroup group = default) => RequestAsync(source, info => Ladder.Plan(info, group));

    public async Task<PackagingRequest> RequestAsync(string source, Func<SourceInfo, IReadOnlyList<PlannedRendition>> plan)
    {
        var (info, _) = await services.GetRequiredService<IFfmpeg>().ProbeAsync(source, CancellationToken.None);
        return new(Guid.NewGuid(), Guid.NewGuid(), 1, source, info, plan(info), DataKey);
    }

    public Task<PackagingResult> RunAsync(PackagingRequest request, CancellationToken cancellation = default) =>
        services.GetRequiredService<HlsPackager>().RunAsync(request, Progress, cancellation);

    public async Task<MediaPlaylist> ReadPlaylistAsync(PackagingRequest request, string rendition)
    {
        await using var content = await Store.OpenReadAsync($"{request.Prefix}/{rendition}/index.m3u8", CancellationToken.None);
        using var reader = new StreamReader(content);
        return MediaPlaylist.Parse(await reader.ReadToEndAsync());
    }

    /// <summary>The clear segments of a rendition one after the other, as a player would see them, in one file.</summary>
    public async Task<string> DecryptAsync(PackagingRequest request, string rendition)
    {
        var path = Media.PathOf($"{rendition}-clear.ts");
        await using var clear = File.Create(path);
        foreach (var segment in (await ReadPlaylistAsync(request, rendition)).Segments)
        {
            await using var content = await Store.OpenReadAsync($"{request.Prefix}/{rendition}/{segment.Uri}", CancellationToken.None);
            await SegmentCipher.DecryptAsync(content, clear, DataKey, segment.Key!.Iv!.Value, CancellationToken.None);
        }
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Media.Dispose();
    }
}

/// <summary>Keeps every report; a signal for each.</summary>
internal sealed class RecordedProgress : IProgress<PackagingProgress>
{
    private readonly List<PackagingProgress> reports = [];

    public event Action<PackagingProgress>? Reported;

    public IReadOnlyList<PackagingProgress> Reports
    {
        get
        {
            lock (reports)
                return [.. reports];
        }
    }

    public void Report(PackagingProgress value)
    {
        lock (reports)
            reports.Add(value);
        Reported?.Invoke(value);
    }
}
