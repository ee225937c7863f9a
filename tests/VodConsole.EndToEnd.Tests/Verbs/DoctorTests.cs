using VodConsole.EndToEnd.Tests.Server;

namespace VodConsole.EndToEnd.Tests.Verbs;

public sealed class DoctorTests
{
    private static readonly string[] Names =
    [
        "ffmpeg", "database", "keys", "import", "transcode", "stored-segments", "tokens", "playback", "frames", "duration", "secrets", "cleanup",
    ];

    [Fact]
    public async Task Finds_everything_in_order_and_leaves_the_installation_at_hand_alone()
    {
        using var folder = new TempFolder();
        var doctor = await VerbProcess.RunAsync(folder.File("data"), "doctor", "--json");

        Assert.True(doctor.ExitCode == 0, doctor.Output + doctor.Errors);
        Assert.True(doctor.Json.GetProperty("ok").GetBoolean());
        var checks = doctor.Json.GetProperty("checks").EnumerateArray().ToList();
        Assert.Equal(Names, checks.Select(check => check.GetProperty("name").GetString()));
        Assert.All(checks, check => Assert.True(check.GetProperty("ok").GetBoolean()));
        Assert.All(checks, check => Assert.NotEqual("", check.GetProperty("measured").GetString()));
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [SkippableFact]
    public async Task Finds_everything_in_order_with_a_real_video()
    {
        Skip.If(Repository.SharedVideo is null, "The shared video is absent.");
        using var folder = new TempFolder();
        var doctor = await VerbProcess.RunAsync(folder.File("data"), "doctor", "--input", Repository.SharedVideo);

        Assert.True(doctor.ExitCode == 0, doctor.Output + doctor.Errors);
        Assert.Contains("pictures decoded: source 377, ", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("Everything is in order.", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_check_that_fails()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("notes.mp4"), "#EXTM3U\nsecret.mp4\n");
        var doctor = await VerbProcess.RunAsync(folder.File("data"), "doctor", "--json", "--input", folder.File("notes.mp4"));

        Assert.Equal(1, doctor.ExitCode);
        Assert.False(doctor.Json.GetProperty("ok").GetBoolean());
        var failed = Assert.Single(doctor.Json.GetProperty("checks").EnumerateArray(), check => !check.GetProperty("ok").GetBoolean());
        Assert.Equal("import", failed.GetProperty("name").GetString());
    }
}
