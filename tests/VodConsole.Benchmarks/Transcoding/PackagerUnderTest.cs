using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Media;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Worker.Transcoding;

namespace VodConsole.Benchmarks.Transcoding;

/// <summary>The packager as the server runs it, over a local media folder.</summary>
internal sealed class PackagerUnderTest(BenchmarkRun run) : IAsyncDisposable, IProgress<PackagingProgress>
{
    private readonly ServiceProvider services = new ServiceCollection()
        .AddLogging().AddSingleton(new DataDirectory(run.PathOf("data"))).AddStorage().AddPackaging().BuildServiceProvider();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public async Task<SourceInfo> ProbeAsync(string source) => (await Get<IFfmpeg>().ProbeAsync(source, CancellationToken.None)).Info;

    public async Task PackageAsync(string source, SourceInfo info, TemplateGroup group)
    {
        var request = new PackagingRequest(
            Guid.NewGuid(), Guid.NewGuid(), 1, source, info, Ladder.Plan(info, group), RandomNumberGenerator.GetBytes(16));
        await Get<HlsPackager>().RunAsync(request, this, CancellationToken.None);
        Written = request.Prefix;
    }

    public string Written { get; private set; } = "";

    /// <summary>So that each round writes to the same empty disk.</summary>
    public Task DeleteAsync() => Get<IMediaStore>().DeleteAsync(Written + "/", CancellationToken.None);

    public void Report(PackagingProgress value)
    {
        // Nobody watches.
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
