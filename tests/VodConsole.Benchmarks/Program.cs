using VodConsole.Benchmarks;
using VodConsole.Benchmarks.ApiAccess;
using VodConsole.Benchmarks.Downloads;
using VodConsole.Benchmarks.Media;
using VodConsole.Benchmarks.Server;
using VodConsole.Benchmarks.Transcoding;

var benchmarks = new Dictionary<string, Func<BenchmarkRun, Task<Measured>>>
{
    ["packaging"] = PackagingBenchmark.RunAsync,
    ["ladder"] = LadderBenchmark.RunAsync,
    ["encryptor"] = EncryptorBenchmark.RunAsync,
    ["library"] = LibraryBenchmark.RunAsync,
    ["server"] = ServerBenchmark.RunAsync,
    ["keyfile"] = KeyFileBenchmark.RunAsync,
    ["policy"] = PolicyBenchmark.RunAsync,
    ["offline"] = OfflineSwitchBenchmark.RunAsync,
    ["videolist"] = VideoListBenchmark.RunAsync,
    ["api"] = ApiBenchmark.RunAsync,
    ["soak"] = SoakBenchmark.RunAsync,
};

if (args is [ReferenceServer.Verb, var database])
{
    await ReferenceServer.ServeAsync(database);
    return 0;
}

var chosen = args is [] or ["all"] ? [.. benchmarks.Keys] : args;
if (Array.Find(chosen, name => !benchmarks.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark {unknown}. Choose of: all {string.Join(' ', benchmarks.Keys)}");
    return 2;
}

var page = ResultPage.Open();
foreach (var name in chosen)
{
    Console.WriteLine($"== {name}");
    using var run = new BenchmarkRun();
    var measured = await benchmarks[name](run);
    page.Write(name, measured);
    Console.WriteLine(measured.Markdown);
}
return 0;
