using System.Diagnostics;
using VodConsole.Benchmarks.Downloads;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;

namespace VodConsole.Benchmarks.Media;

/// <summary>The API's list of videos among a million: whether its last reachable page costs what its first one does.</summary>
internal static class VideoListBenchmark
{
    private const int Videos = 1_000_000, PageSize = 100, LastPage = VideoListing.WindowLimit / PageSize, Rounds = 200;

    public static async Task<Measured> RunAsync(BenchmarkRun run)
    {
        await using var library = await LargeLibrary.CreateAsync(run.PathOf("data"), Videos);
        var listing = library.Get<VideoListing>();
        var (first, last) = (new List<double>(), new List<double>());
        for (var round = -10; round < Rounds; round++)
        {
            var (one, fifty) = (await TimeAsync(listing, 1), await TimeAsync(listing, LastPage));
            if (round < 0) continue;
            first.Add(one);
            last.Add(fifty);
        }

        var ratio = BenchmarkRun.Median(last.Zip(first, (fifty, one) => fifty / one));
        return new Measured(
            $"`GetVideoList` on SQLite with {Videos:N0} videos, {PageSize} a page, through the use case that the operation calls; page {LastPage} is the last that the contract's "
            + $"window reaches. Medians of {Rounds} rounds in turns; the number of matches is remembered for two seconds.")
            .Add("page 1", Measured.Milliseconds(BenchmarkRun.Median(first)))
            .Add($"page {LastPage}", Measured.Milliseconds(BenchmarkRun.Median(last)))
            .Add($"page {LastPage} to page 1", Measured.Ratio(ratio), "at most 1.50 ×", ratio <= 1.5);
    }

    private static async Task<double> TimeAsync(VideoListing listing, int page)
    {
        var watch = Stopwatch.StartNew();
        var read = await listing.ReadAsync(Actor.System, new VideoListFilter(), page, PageSize, CancellationToken.None);
        if (read.Videos.Count != PageSize || read.Total != Videos) throw new InvalidOperationException($"{read.Videos.Count} of {read.Total} came.");
        return watch.Elapsed.TotalSeconds;
    }
}
