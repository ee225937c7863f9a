using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core;
using VodConsole.Core.Accounts;

namespace VodConsole.Web.Tests.Accounts;

/// <summary>
/// The real server over a temporary data directory, without its workers, and with a clock that only the test moves.
/// </summary>
public sealed class ConsoleHost : WebApplicationFactory<Program>
{
    public const string Password = "correct horse battery";

    private readonly string folder = Directory.CreateTempSubdirectory("vodconsole-accounts-").FullName;

    /// <summary>Production is what is deployed; Development shows errors to programmers.</summary>
    public string EnvironmentName { get; init; } = Environments.Production;

    /// <summary>More settings, by their whole name.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.Parse("2026-03-01T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    public UserAdministration Users => Services.GetRequiredService<UserAdministration>();

    /// <summary>A browser with its own cookies that follows no redirect.</summary>
    /// <param name="stolen">Cookies to begin with.</param>
    internal Browser OpenBrowser(CookieContainer? stolen = null)
    {
        var cookies = new CookieContainer();
        if (stolen is not null) cookies.Add(stolen.GetAllCookies());
        return new Browser(CreateDefaultClient(new CookieContainerHandler(cookies)), cookies);
    }

    /// <summary>Adds an account of that role.</summary>
    public async Task<(Guid Id, string Email)> AddAsync(Role role)
    {
        var email = $"{role}-{Guid.NewGuid():N}@example.com".ToLowerInvariant();
        return (await Users.AddAsync(Actor.CommandLine, email, Password, role, default), email);
    }

    /// <summary>Adds an account of that role and signs in with it.</summary>
    internal async Task<(Guid Id, string Email, Browser Browser)> SignInAsync(Role role)
    {
        var (id, email) = await AddAsync(role);
        var browser = OpenBrowser();
        Assert.True(await browser.SignInAsync(email, Password));
        return (id, email, browser);
    }

    /// <summary>Begins a session of that account in which its person has just confirmed that it is they.</summary>
    public async Task<Actor> ConfirmAsync(Guid userId, string email)
    {
        var session = await Services.GetRequiredService<SignInSessions>().BeginAsync(userId, SignInMethod.Password, null, "", default);
        var actor = new Actor(userId, email, SessionId: session);
        await Services.GetRequiredService<IdentityConfirmation>().ByPasswordAsync(actor, Password, default);
        return actor;
    }

    /// <summary>A new set-up token, as a start of the server would print it.</summary>
    public async Task<string> IssueSetUpTokenAsync() =>
        await Services.GetRequiredService<FirstAdministrator>().IssueLinkAsync(default) ?? throw new InvalidOperationException("There are accounts.");

    public async Task<VodDbContext> OpenDatabaseAsync() =>
        await Services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContextAsync();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        builder.UseSetting("VODCONSOLE_DATA", folder);
        foreach (var (name, value) in Settings) builder.UseSetting(name, value);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            foreach (var worker in services.Where(service => service.ServiceType == typeof(IHostedService) && IsWorker(service)).ToList())
                services.Remove(worker);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static bool IsWorker(ServiceDescriptor service) =>
        (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.FullName is { } name
        && (name.StartsWith("VodConsole.", StringComparison.Ordinal) || name.StartsWith("Hangfire.", StringComparison.Ordinal));
}
