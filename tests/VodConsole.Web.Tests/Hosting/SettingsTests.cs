using Microsoft.AspNetCore.Builder;
using VodConsole.Web.Hosting;

namespace VodConsole.Web.Tests.Hosting;

public sealed class SettingsTests
{
    [Fact]
    public void Every_error_is_listed_at_once_with_what_is_allowed()
    {
        var refusal = Assert.Throws<SettingsException>(() => Check(
            "--Database:Provider=MySql", "--Database:Flavour=1", "--Playback:TokenLifetimeSeconds=soon", "--Uploads:MaxBytes=-1", "--AppFiles:MaxBytes=0",
            "--Server:TrustedProxies:0=proxy", "--Ffmpeg:MaxHours=900"));

        Assert.Equal(7, refusal.Errors.Count);
        Assert.Contains(refusal.Errors, error => error.Contains("Database:Provider is “MySql”. Allowed is Sqlite, SqlServer, PostgreSql", StringComparison.Ordinal));
        Assert.Contains(refusal.Errors, error => error.StartsWith("Database:Flavour is not a setting. Section Database has: Provider", StringComparison.Ordinal));
        Assert.Contains(refusal.Errors, error => error.Contains("“soon”. Allowed is a whole number", StringComparison.Ordinal));
        Assert.Contains(refusal.Errors, error => error.StartsWith("Uploads:MaxBytes", StringComparison.Ordinal));
        Assert.Contains(refusal.Errors, error => error.StartsWith("AppFiles:MaxBytes", StringComparison.Ordinal));
        Assert.Contains(refusal.Errors, error => error.Contains("“proxy”; allowed are addresses", StringComparison.Ordinal));
        Assert.Contains(refusal.Errors, error => error.StartsWith("Ffmpeg:MaxHours: ", StringComparison.Ordinal) && error.Contains("240", StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_database_without_a_connection_string_is_refused_before_anything_connects()
    {
        var refusal = Assert.Throws<SettingsException>(() => Check("--Database:Provider=PostgreSql"));

        Assert.Contains("Database:ConnectionString", Assert.Single(refusal.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_as_they_are_shipped_pass()
    {
        Check();
    }

    private static void Check(params string[] arguments)
    {
        WebApplicationBuilder builder = VodHost.CreateBuilder(arguments);
        builder.AddServer();
        Settings.Check(builder);
    }
}
