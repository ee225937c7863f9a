using System.Security.Cryptography;
using VodConsole.Core.Transcoding;
using VodConsole.EndToEnd.Tests.Server;
using Xunit.Abstractions;

namespace VodConsole.EndToEnd.Tests.Transcoding;

/// <summary>The server is killed in the middle of its work, and a new one finishes it: once, whole, and alone.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Crashes = 10;

    [SkippableFact]
    public async Task Ten_kills_at_random_moments_of_a_transcoding_end_each_in_one_published_result()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Looks for orphans in /proc.");
        using var folder = new TempFolder();
        var clip = folder.File("clip.mp4");
        await Clips.MakeAsync(clip, 640, 360, 16);
        var data = folder.File("data");
        var imported = await VerbProcess.RunAsync(data, "import", clip, "--wait", "--json");
        Assert.True(imported.ExitCode == 0, imported.Errors);
        await using var installation = new CrashedInstallation(data, Guid.ParseExact(imported.Json.GetProperty("videoId").GetString()!, "N"));
        await installation.AssertSoundAsync(await installation.FindFirstTaskAsync());

        var seed = Environment.GetEnvironmentVariable("VODCONSOLE_TEST_SEED") is { Length: > 0 } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"Seed {seed}; repeat with VODCONSOLE_TEST_SEED={seed}.");
        var moments = Moments(seed);

        var server = await ServerProcess.StartAsync(data);
        try
        {
            // The first run is left alone, to know how long there is to kill in.
            var length = await installation.MeasureAsync(TemplateGroup.Ladder);
            for (var crash = 0; crash < Crashes; crash++)
            {
                var task = await installation.SubmitAsync(TemplateGroup.Ladder);
                var moment = moments[crash] * length;
                await Task.Delay(moment);
                await server.KillAsync();
                var found = await installation.ReadAsync(task);
                output.WriteLine($"Killed after {moment.TotalSeconds:F2} of {length.TotalSeconds:F2} s: {found.Status} at {found.Progress:P0}.");
                await server.DisposeAsync();

                server = await ServerProcess.StartAsync(data);
                await installation.WaitForEndAsync(task);
                await installation.AssertSoundAsync(task);
                Assert.Empty(Orphans.Of(data));
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Fractions of a run, a random one in each tenth of it, in random order.</summary>
    private static double[] Moments(int seed)
    {
#pragma warning disable RS0030 // Repeatable on purpose; nothing secret comes of it.
        var random = new Random(seed);
#pragma warning restore RS0030
        var moments = Enumerable.Range(0, Crashes).Select(tenth => (tenth + random.NextDouble()) / Crashes).ToArray();
        random.Shuffle(moments);
        return moments;
    }
}
