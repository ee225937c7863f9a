using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using VodConsole.Web.Tests.Accounts;

namespace VodConsole.Web.Tests.Hosting;

public sealed class HealthTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Fact]
    public async Task Says_by_name_what_works_and_answers_503_when_something_does_not()
    {
        await using var broken = host.WithWebHostBuilder(builder => builder.UseSetting("Ffmpeg:Path", "/nowhere"));
        using var http = broken.CreateClient();

        using var answer = await http.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var checks = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks");
        Assert.Equal(
            [("database", "Healthy"), ("ffmpeg", "Unhealthy"), ("keys", "Healthy"), ("storage", "Healthy")],
            checks.EnumerateObject().Select(check => (check.Name, check.Value.GetProperty("status").GetString()!)).Order());
    }

    [Fact]
    public async Task Tells_strangers_neither_paths_nor_reasons()
    {
        await using var broken = host.WithWebHostBuilder(builder => builder.UseSetting("Ffmpeg:Path", "/nowhere"));

        Assert.DoesNotContain("nowhere", await (await broken.CreateClient().GetAsync("/health/ready")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
