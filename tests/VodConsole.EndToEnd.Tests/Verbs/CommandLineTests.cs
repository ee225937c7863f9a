using VodConsole.EndToEnd.Tests.Server;

namespace VodConsole.EndToEnd.Tests.Verbs;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("doctor")]
    [InlineData("import")]
    [InlineData("migrate")]
    [InlineData("keys")]
    [InlineData("serve")]
    public async Task Each_verb_explains_itself_and_changes_nothing(string verb)
    {
        using var folder = new TempFolder();
        var help = await VerbProcess.RunAsync(folder.File("data"), verb, "--help");

        Assert.Equal(0, help.ExitCode);
        Assert.Contains("Usage:", help.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Theory]
    [InlineData("doctr")]
    [InlineData("doctor", "--inptu", "x.mp4")]
    [InlineData("import")]
    [InlineData("import", "a.mp4", "b.mp4")]
    [InlineData("import", "a.mp4", "--group", "smallest")]
    public async Task Wrong_usage_is_exit_status_2(params string[] arguments)
    {
        using var folder = new TempFolder();
        var wrong = await VerbProcess.RunAsync(folder.File("data"), arguments);

        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("--help", wrong.Errors, StringComparison.Ordinal);
        Assert.Equal("", wrong.Output);
    }
}
