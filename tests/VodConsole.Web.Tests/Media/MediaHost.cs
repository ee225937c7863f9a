using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Storage;
using VodConsole.Web.Media;

namespace VodConsole.Web.Tests.Media;

/// <summary>
/// The real server on a socket, with people who sign in through its form, over a folder that a second host can take over.
/// Nothing is transcoded: of the background work only the acceptance of uploads runs.
/// </summary>
public sealed partial class MediaHost(string folder) : WebApplicationFactory<Program>
{
    private const string Password = "correct horse battery staple 9";

    private readonly ConditionalWeakTable<HttpClient, CookieContainer> jars = [];

    public Uri Address { get; private set; } = null!;

    public DataDirectory Data => Services.GetRequiredService<DataDirectory>();

    public static MediaHost Start(string folder)
    {
        var host = new MediaHost(folder);
        host.UseKestrel(0);
        host.StartServer();
        host.Address = host.ClientOptions.BaseAddress;
        return host;
    }

    /// <summary>A client of someone new with that role, signed in; it sends the protocol's version by itself.</summary>
    public async Task<HttpClient> SignInAsync(Role role, string? email = null)
    {
        email ??= $"{role}-{Guid.NewGuid():N}@example.com".ToLowerInvariant();
        await using (var scope = Services.CreateAsyncScope())
        {
            var people = scope.ServiceProvider.GetRequiredService<UserAdministration>();
            await people.AddAsync(Actor.CommandLine, email, Password, role, default);
        }
        return await SignInAgainAsync(email);
    }

    /// <summary>A client of someone who has an account.</summary>
    public async Task<HttpClient> SignInAgainAsync(string email)
    {
        var client = NewClient();
        var page = await client.GetStringAsync("/account/sign-in");
        var answer = await client.PostAsync("/account/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
            ["_handler"] = "sign-in",
            ["Input.Email"] = email,
            ["Input.Password"] = Password,
        }));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        client.DefaultRequestHeaders.Add("Tus-Resumable", "1.0.0");
        return client;
    }

    /// <summary>A client of nobody.</summary>
    public HttpClient NewClient()
    {
        var jar = new CookieContainer();
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = jar }) { BaseAddress = Address };
        jars.Add(client, jar);
        return client;
    }

    /// <summary>What a request by hand needs to be that client's.</summary>
    public string CookieOf(HttpClient client) => jars.TryGetValue(client, out var jar) ? jar.GetCookieHeader(Address) : "";

    /// <summary>The video once <paramref name="isSo"/> holds for it.</summary>
    public async Task<Video> UntilAsync(Guid id, Func<Video, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (; ; await Task.Delay(50, patience.Token))
        {
            await using var db = await Services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContextAsync(patience.Token);
            if (await db.Videos.AsNoTracking().SingleOrDefaultAsync(video => video.Id == id, patience.Token) is { } video && isSo(video))
                return video;
        }
    }

    public static string Metadata(params (string Key, string Value)[] pairs) =>
        string.Join(',', pairs.Select(pair => $"{pair.Key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value))}"));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("VODCONSOLE_DATA", folder);
        builder.ConfigureTestServices(services =>
        {
            var background = services.Where(service => service.ServiceType == typeof(IHostedService)
                && service.ImplementationType?.Namespace?.StartsWith("VodConsole.Worker", StringComparison.Ordinal) == true).ToList();
            foreach (var service in background) services.Remove(service);
            Assert.Contains(services, service => service.ImplementationType == typeof(UploadIntakeService));
        });
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>One host and one operator for the tests of a class.</summary>
public sealed class TusFixture : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vodconsole-tus-");

    public MediaHost Host { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = MediaHost.Start(folder.FullName);
        Client = await Host.SignInAsync(Role.Operator, "operator@example.com");
    }

    /// <summary>A new process over the same data, as far as the program can tell.</summary>
    public async Task RestartAsync()
    {
        await Host.DisposeAsync();
        Host = MediaHost.Start(folder.FullName);
        Client = await Host.SignInAgainAsync("operator@example.com");
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
