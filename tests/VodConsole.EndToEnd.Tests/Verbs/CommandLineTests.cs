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
    [InlineData("users", "detach-policies")]
    [InlineData("users", "detach-policies", "--email", "ann@example.org", "--role", "Administrator")]
    public async Task Wrong_usage_is_exit_status_2(params string[] arguments)
    {
        using var folder = new TempFolder();
        var wrong = await VerbProcess.RunAsync(folder.File("data"), arguments);

        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("--help", wrong.Errors, StringComparison.Ordinal);
        Assert.Equal("", wrong.Output);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=a;Password=secret", "The database cannot be used")]
    [InlineData("secret", "Database:ConnectionString")]
    public async Task A_database_that_cannot_be_used_is_told_in_a_sentence(string connection, string told)
    {
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string> { ["Database__Provider"] = "PostgreSql", ["Database__ConnectionString"] = connection };

        var failed = await VerbProcess.RunConfiguredAsync(folder.File("data"), settings, "", "users", "list", "--json");

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains(told, failed.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failed.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Errors + failed.Output, StringComparison.Ordinal);
        Assert.False(failed.Json.GetProperty("ok").GetBoolean());
    }

    [Theory]
    [InlineData("keys", "status")]
    [InlineData("users", "list")]
    [InlineData("access-keys", "list")]
    public async Task What_is_about_an_installation_makes_none(params string[] arguments)
    {
        using var folder = new TempFolder();
        var refused = await VerbProcess.RunAsync(folder.File("data"), arguments);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(folder.File("data"), refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Fact]
    public async Task Detaching_policies_answers_for_an_account_and_for_a_role()
    {
        using var folder = new TempFolder();
        await VerbProcess.RunWithInputAsync(
            folder.File("data"), "correct horse battery", "users", "add", "--email", "ann@example.org", "--role", "Administrator", "--password-stdin");

        var ofRole = await VerbProcess.RunAsync(folder.File("data"), "users", "detach-policies", "--role", "administrator", "--json");
        Assert.Equal("Administrator", ofRole.Json.GetProperty("role").GetString());
        Assert.Equal(0, ofRole.Json.GetProperty("policies").GetArrayLength());
        var ofUser = await VerbProcess.RunAsync(folder.File("data"), "users", "detach-policies", "--email", "ann@example.org");
        Assert.Equal((0, "No policies were attached."), (ofUser.ExitCode, ofUser.Output.Trim()));
        Assert.Equal(1, (await VerbProcess.RunAsync(folder.File("data"), "users", "detach-policies", "--email", "nobody@example.org")).ExitCode);
    }

    [Theory]
    [InlineData("bogus")]
    [InlineData("http://127.0.0.1:99999")]
    public async Task An_address_that_is_none_is_refused_before_anything_is_made(string address)
    {
        using var folder = new TempFolder();
        var refused = await VerbProcess.RunAsync(folder.File("data"), "serve", $"--urls={address}");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(address, refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data")));
    }
}
