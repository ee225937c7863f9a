using System.Globalization;

namespace VodConsole.Benchmarks.ApiAccess;

/// <summary>Ten minutes of signed requests at half of the peak rate: whether memory stays flat.</summary>
internal static class SoakBenchmark
{
    private const int Warm = 20_000;
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10), Sampling = TimeSpan.FromSeconds(2);

    public static async Task<Measured> RunAsync(BenchmarkRun run)
    {
        await using var api = await ApiUnderLoad.StartAsync(run);
        await Load.PeakAsync(api.Server.Endpoint, api.Requests(Warm, "GetVideoPlayAuth"));
        var half = await Load.PeakAsync(api.Server.Endpoint, api.Requests(Warm, "GetVideoPlayAuth")) / 2;

        var load = Load.AtRateAsync(api.Server.Endpoint, half, Length, () => api.Request("GetVideoPlayAuth"));
        var samples = new List<double>();
        while (!load.IsCompleted)
        {
            await Task.WhenAny(load, Task.Delay(Sampling));
            samples.Add(api.Server.ResidentMegabytes());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"   {samples[^1]:0} MB"));
        }

        var late = await load;
        var minute = (int)(TimeSpan.FromMinutes(1) / Sampling);
        var (second, last) = (BenchmarkRun.Median(samples.Skip(minute).Take(minute)), BenchmarkRun.Median(samples.TakeLast(minute)));
        return new Measured(
            $"The published program on SQLite, {Length.TotalMinutes:0} minutes of signed `GetVideoPlayAuth` at half of the rate that it takes at most. Resident memory of "
            + $"the process every {Sampling.TotalSeconds:0} s; medians of the second and the last minute. p99 counts from the moment that a request was due.")
            .Add("requests", late.Length.ToString("#,0", CultureInfo.InvariantCulture) + $", {half.ToString("0", CultureInfo.InvariantCulture)}/s")
            .Add("resident, second minute", Megabytes(second))
            .Add("resident, last minute", Megabytes(last))
            .Add("last to second minute", Measured.Ratio(last / second), "at most 1.10 ×", last / second <= 1.1)
            .Add("p99", Measured.Milliseconds(Load.Percentile(late, 0.99)));
    }

    private static string Megabytes(double megabytes) => megabytes.ToString("0", CultureInfo.InvariantCulture) + " MB";
}
