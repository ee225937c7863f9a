using System.Globalization;

namespace VodConsole.Benchmarks.ApiAccess;

/// <summary>
/// The published program under load: signed operations, whose nonces are durable before they are answered, and keys, each beside a bare Kestrel
/// that does as little as can be.
/// </summary>
internal static class ApiBenchmark
{
    private const int Rounds = 7, Requests = 8_000;
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(20);

    public static async Task<Measured> RunAsync(BenchmarkRun run)
    {
        await using var api = await ApiUnderLoad.StartAsync(run);
        await using var reference = await ReferenceServer.StartAsync(ApiUnderLoad.Database(run));
        using var client = new HttpClient();
        var keyRequest = LoadConnection.Request(api.Server.Endpoint, await api.KeyAddressAsync(client));
        var playAuth = await api.AnswerLengthAsync(client, "GetVideoPlayAuth");
        var playInfo = await api.AnswerLengthAsync(client, "GetPlayInfo");

        Task<double> Bare(int bytes, bool inserts) => Load.PeakAsync(
            reference.Address, Same(LoadConnection.Request(reference.Address, ReferenceServer.Path(bytes, inserts))));
        var rates = await BenchmarkRun.InTurnsAsync(
            Rounds, "0/s",
            () => Load.PeakAsync(api.Server.Endpoint, Same(keyRequest)),
            () => Bare(16, inserts: false),
            () => Load.PeakAsync(api.Server.Endpoint, api.Requests(Requests, "GetVideoPlayAuth")),
            () => Bare(playAuth, inserts: true),
            () => Load.PeakAsync(api.Server.Endpoint, api.Requests(Requests, "GetPlayInfo")),
            () => Bare(playInfo, inserts: true));
        var half = BenchmarkRun.Median(rates[2]) / 2;
        var late = await Load.AtRateAsync(api.Server.Endpoint, half, Steady, () => api.Request("GetVideoPlayAuth"));

        return new Measured(
            $"The published program on SQLite (WAL, `synchronous=FULL`), {Load.Connections} kept-alive connections from a client on the same two cores, requests "
            + "signed beforehand as `@alicloud/pop-core` does, each with its own nonce. A: a bare Kestrel in another process that answers as many "
            + "bytes. B: the same after one durable insert into the same database file for each request. "
            + $"Medians of {Rounds} rounds of {Requests:N0} requests in turns; a ratio is the median of the rounds' ratios. p99 counts from the moment "
            + $"that a request was due, over {Steady.TotalSeconds:0} s.")
            .Add("key", Rate(rates[0])).Add("A, 16 bytes", Rate(rates[1]))
            .AddRatio("key to A", Ratio(rates[0], rates[1]), 0.5)
            .Add("GetVideoPlayAuth", Rate(rates[2])).Add("B, as long", Rate(rates[3]))
            .AddRatio("GetVideoPlayAuth to B", Ratio(rates[2], rates[3]), 0.7)
            .Add("GetPlayInfo", Rate(rates[4])).Add("B, as long", Rate(rates[5]))
            .AddRatio("GetPlayInfo to B", Ratio(rates[4], rates[5]), 0.7)
            .Add($"GetVideoPlayAuth at {half:0}/s, half its peak: median", Measured.Milliseconds(BenchmarkRun.Median(late)))
            .Add("the same: p99", Measured.Milliseconds(Load.Percentile(late, 0.99)));
    }

    private static List<byte[]> Same(byte[] request) => [.. Enumerable.Repeat(request, Requests)];

    private static string Rate(double[] rates) => BenchmarkRun.Median(rates).ToString("#,0", CultureInfo.InvariantCulture) + "/s";

    private static double Ratio(double[] ours, double[] theirs) => BenchmarkRun.Median(ours.Zip(theirs, (one, other) => one / other));

    private static Measured AddRatio(this Measured measured, string what, double ratio, double least) =>
        measured.Add(what, Measured.Ratio(ratio), $"at least {Measured.Ratio(least)}", ratio >= least);
}
