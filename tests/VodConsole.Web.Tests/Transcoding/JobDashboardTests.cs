using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VodConsole.Core.Accounts;

namespace VodConsole.Web.Tests.Transcoding;

public sealed class JobDashboardTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vodconsole-jobs-");
    private readonly WebApplicationFactory<Program> server;

    public JobDashboardTests() => server = new WebApplicationFactory<Program>().WithWebHostBuilder(builder => builder
        .UseSetting("VODCONSOLE_DATA", folder.FullName)
        .ConfigureTestServices(services => services.AddAuthentication("Role")
            .AddScheme<AuthenticationSchemeOptions, RoleOfHeader>("Role", null)));

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData(Role.Auditor, HttpStatusCode.Forbidden)]
    [InlineData(Role.Operator, HttpStatusCode.Forbidden)]
    [InlineData(Role.Administrator, HttpStatusCode.OK)]
    public async Task Only_administrators_see_it(Role? role, HttpStatusCode expected)
    {
        using var client = NewClient(role);
        Assert.Equal(expected, (await client.GetAsync("/system/jobs")).StatusCode);
        Assert.Equal(expected, (await client.GetAsync("/system/jobs/recurring")).StatusCode);
    }

    [Fact]
    public async Task It_only_shows()
    {
        using var client = NewClient(Role.Administrator);
        var page = await client.GetStringAsync("/system/jobs/recurring");
        Assert.Contains("orphan-outputs", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-url=\"/system/jobs/recurring/remove\"", page, StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([new("jobs[]", "orphan-outputs")]);
        var answer = await client.PostAsync("/system/jobs/recurring/remove", form);
        Assert.False(answer.IsSuccessStatusCode, $"Removing a job answered {answer.StatusCode}.");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private HttpClient NewClient(Role? role)
    {
        var client = server.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        if (role is not null) client.DefaultRequestHeaders.Add("Test-Role", role.ToString());
        return client;
    }

    private sealed class RoleOfHeader(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, System.Text.Encodings.Web.UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["Test-Role"].ToString() is not { Length: > 0 } role) return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()), new(ClaimTypes.Role, role)], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}
