using VodConsole.EndToEnd.Tests.Server;

namespace VodConsole.EndToEnd.Tests.Verbs;

public sealed class ImportTests
{
    [Fact]
    public async Task Does_the_work_itself_with_no_server_running()
    {
        using var folder = new TempFolder();
        await Clips.MakeAsync(folder.File("clip.mp4"), 640, 360, 3);
        var import = await VerbProcess.RunAsync(
            folder.File("data"), "import", folder.File("clip.mp4"), "--title", "A clip", "--group", "original", "--wait", "--json");

        Assert.True(import.ExitCode == 0, import.Errors);
        Assert.Equal("Normal", import.Json.GetProperty("status").GetString());
        Assert.Matches("^[0-9a-f]{32}$", import.Json.GetProperty("videoId").GetString());
        Assert.True(File.Exists(folder.File("clip.mp4")));
    }

    [Fact]
    public async Task Leaves_the_task_to_the_next_start_without_wait_and_says_so()
    {
        using var folder = new TempFolder();
        await Clips.MakeAsync(folder.File("clip.mp4"), 640, 360, 2);
        var import = await VerbProcess.RunAsync(folder.File("data"), "import", folder.File("clip.mp4"), "--json");

        Assert.True(import.ExitCode == 0, import.Errors);
        Assert.Equal("Transcoding", import.Json.GetProperty("status").GetString());
        Assert.Contains("--wait", import.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_a_running_server_that_one_takes_it_up()
    {
        using var folder = new TempFolder();
        await Clips.MakeAsync(folder.File("clip.mp4"), 640, 360, 3);
        await using var server = await ServerProcess.StartAsync(folder.File("data"));
        var import = await VerbProcess.RunAsync(folder.File("data"), "import", folder.File("clip.mp4"), "--wait", "--json");

        Assert.True(import.ExitCode == 0, import.Errors);
        Assert.Equal("Normal", import.Json.GetProperty("status").GetString());
        Assert.Contains("TaskRunner", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("TaskRunner", import.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_hostile_file_with_the_reason()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("clip.mp4"), "ffconcat version 1.0\nfile /etc/passwd\n");
        var import = await VerbProcess.RunAsync(folder.File("data"), "import", folder.File("clip.mp4"), "--json");

        Assert.Equal(1, import.ExitCode);
        Assert.Equal("UploadFail", import.Json.GetProperty("status").GetString());
        Assert.NotEqual("", import.Json.GetProperty("reason").GetString());
    }
}
