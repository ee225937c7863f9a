using System.Collections.Concurrent;
using VodConsole.Core.Storage;
using VodConsole.Protocol;
using VodConsole.Worker.Transcoding;

namespace VodConsole.Worker.Tests.Tasks;

/// <summary>Stands in for ffmpeg: leaves an object in the store, says that it runs, and then does what the test wants.</summary>
internal sealed class ScriptedPackager
{
    private readonly SemaphoreSlim begun = new(0);
    private int running;

    /// <summary>What happens once the first object is stored.</summary>
    public Func<PackagingRequest, IProgress<PackagingProgress>, CancellationToken, Task> Script { get; set; } =
        (_, _, _) => Task.CompletedTask;

    public ConcurrentQueue<PackagingRequest> Requests { get; } = [];

    public int MostAtOnce { get; private set; }

    public IMediaStore? Store { get; set; }

    public static PackagingProgress Half { get; } = new(0.5, 4, [new RenditionProgress(Definition.FD, 0.5, 2000, 3)]);

    /// <summary>Waits until the next run has begun.</summary>
    public async Task BegunAsync() => Assert.True(await begun.WaitAsync(WorkerBench.Patience), "No run began.");

    public async Task<PackagingResult> RunAsync(
        PackagingRequest request, IProgress<PackagingProgress> progress, CancellationToken cancellation)
    {
        lock (begun) MostAtOnce = Math.Max(MostAtOnce, ++running);
        try
        {
            Requests.Enqueue(request);
            await using (var writer = await Store!.CreateAsync($"{request.Prefix}/fd/000000.ts", CancellationToken.None))
            {
                await writer.Content.WriteAsync("segment"u8.ToArray(), CancellationToken.None);
                await writer.CommitAsync(CancellationToken.None);
            }

            begun.Release();
            await Script(request, progress, cancellation);
            return new PackagingResult(request.Prefix, null, 10,
                [new PackagedRendition(Definition.FD, "fd", 640, 360, 25, null, 500_000, 400_000, 7, 10, 1)]);
        }
        finally
        {
            lock (begun) running--;
        }
    }

    /// <summary>A script that runs until it is killed.</summary>
    public static Task UntilKilledAsync(PackagingRequest request, IProgress<PackagingProgress> progress, CancellationToken cancellation) =>
        Task.Delay(Timeout.Infinite, cancellation);
}
