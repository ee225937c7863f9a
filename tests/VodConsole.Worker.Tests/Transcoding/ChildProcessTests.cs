using CliWrap;
using VodConsole.Worker.Transcoding.Ffmpeg;

namespace VodConsole.Worker.Tests.Transcoding;

public sealed class ChildProcessTests
{
    [SkippableFact]
    public async Task A_child_lives_on_when_the_thread_that_asked_for_it_ends()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "PDEATHSIG is Linux's.");
        Task<int>? child = null;
        var thread = new Thread(() => child = ChildProcesses.RunAsync(Shell("sleep 0.5; exit 7"), CancellationToken.None));
        thread.Start();
        thread.Join();
        Assert.Equal(7, await child!);
    }

    [SkippableFact]
    public async Task A_child_is_told_to_die_with_its_parent()
    {
        Skip.If(TestMedia.Find("setpriv") is null, "util-linux is not installed.");
        // In place of the shell: the signal is not handed down to a further child.
        var lines = await LinesAsync("exec setpriv --dump");
        Assert.Contains(lines, line => line.StartsWith("Parent death signal:", StringComparison.Ordinal) && line.EndsWith("KILL", StringComparison.Ordinal));
        Assert.Contains("no_new_privs: 1", lines);
    }

    [SkippableFact]
    public async Task A_child_may_write_no_file_and_leave_no_core_dump()
    {
        Skip.If(TestMedia.Find("prlimit") is null, "util-linux is not installed.");
        using var media = new TestMedia();
        var lines = await LinesAsync($"prlimit --fsize --core --raw --noheadings --output RESOURCE,SOFT; (echo x > {media.PathOf("file")})");
        Assert.Equal(["CORE 0", "FSIZE 0"], lines.Order());
        Assert.Equal(0, new FileInfo(media.PathOf("file")).Length);
    }

    [SkippableFact]
    public async Task Standard_input_is_closed()
    {
        Skip.IfNot(File.Exists("/bin/sh"), "There is no shell.");
        Assert.Equal(1, await ChildProcesses.RunAsync(Shell("read line"), CancellationToken.None));
    }

    [SkippableFact]
    public async Task Cancelling_kills_it_and_says_so_when_it_is_gone()
    {
        Skip.IfNot(File.Exists("/bin/sh"), "There is no shell.");
        using var cancel = new CancellationTokenSource();
        var id = 0;
        var command = Shell("echo $$; exec sleep 60") with
        {
            Output = PipeTarget.ToDelegate(line =>
            {
                id = int.Parse(line, System.Globalization.CultureInfo.InvariantCulture);
                cancel.Cancel();
            }),
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ChildProcesses.RunAsync(command, cancel.Token));
        Assert.NotEqual(0, id);
        Assert.False(Directory.Exists($"/proc/{id}"));
    }

    [Fact]
    public async Task A_program_that_cannot_be_started_is_an_exception()
    {
        var missing = new ChildCommand("/nowhere/ffmpeg", [], new([]));
        var exit = await Record.ExceptionAsync(async () => Assert.NotEqual(0, await ChildProcesses.RunAsync(missing, CancellationToken.None)));
        Assert.True(exit is null or System.ComponentModel.Win32Exception, exit?.ToString());
    }

    private static async Task<List<string>> LinesAsync(string script)
    {
        var lines = new List<string>();
        await ChildProcesses.RunAsync(Shell(script) with { Output = PipeTarget.ToDelegate(lines.Add) }, CancellationToken.None);
        return lines;
    }

    private static ChildCommand Shell(string script)
    {
        Skip.IfNot(File.Exists("/bin/sh"), "There is no shell.");
        return new("/bin/sh", ["-c", script], ChildLimits.Transcode);
    }
}
