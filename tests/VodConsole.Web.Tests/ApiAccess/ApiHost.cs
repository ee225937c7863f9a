using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;
using VodConsole.Web.ApiAccess.Reference;
using VodConsole.Web.Tests.Playback;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>The real server behind a real socket, without its workers, and the public clients that call it.</summary>
public sealed class ApiHost : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("vodconsole-api-").FullName;
    private readonly Dictionary<Role, NewAccessKey> keys = [];
    private PublicClients? clients;

    /// <summary>Host and port.</summary>
    public string Endpoint => ClientOptions.BaseAddress.Authority;

    public VodDbContext OpenDatabase() => Services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContext();

    /// <summary>An access key of the one account of that role.</summary>
    public NewAccessKey KeyOf(Role role) => keys[role];

    /// <inheritdoc cref="TestPublication.PublishAsync"/>
    internal Task<PublishedVideo> PublishAsync(VideoStatus status = VideoStatus.Normal) =>
        TestPublication.PublishAsync(Services, TimeProvider.System.GetUtcNow().UtcDateTime, status);

    /// <summary>Calls an operation by a public client.</summary>
    /// <param name="client">One of <see cref="PublicClients.Names"/>.</param>
    /// <param name="action">The operation.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="role">Whose access key signs.</param>
    internal Task<ClientOutcome> CallAsync(
        string client, string action, IReadOnlyDictionary<string, string>? parameters = null, Role role = Role.Administrator) =>
        CallAsync(new ClientCall(client, action, Endpoint, keys[role].Id, keys[role].Secret) { Parameters = parameters ?? new Dictionary<string, string>() });

    /// <summary>Calls with other credentials, another version, or a token.</summary>
    internal async Task<ClientOutcome> CallAsync(ClientCall call)
    {
        var outcome = await clients!.CallAsync(call);
        Documentation.Require(Services.GetRequiredService<OperationReference>(), call.Action, outcome);
        return outcome;
    }

    public async Task InitializeAsync()
    {
        UseKestrel(0);
        StartServer();
        foreach (var role in Enum.GetValues<Role>())
        {
            var email = $"{role}@example.com".ToLowerInvariant();
            await Services.GetRequiredService<UserAdministration>().AddAsync(Actor.CommandLine, email, "correct horse battery", role, default);
            keys[role] = await Services.GetRequiredService<AccessKeys>().CreateAsync(Actor.CommandLine, email, AccessKeyLimits.None, default);
        }

        clients = PublicClients.Start();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (clients is not null) await clients.DisposeAsync();
        await DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environments.Production);
        builder.UseSetting("VODCONSOLE_DATA", folder);
        builder.ConfigureTestServices(services =>
        {
            foreach (var worker in services.Where(service => service.ServiceType == typeof(IHostedService) && IsWorker(service)).ToList())
                services.Remove(worker);
        });
    }

    private static bool IsWorker(ServiceDescriptor service) =>
        (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.FullName is { } name
        && (name.StartsWith("VodConsole.", StringComparison.Ordinal) || name.StartsWith("Hangfire.", StringComparison.Ordinal));
}
