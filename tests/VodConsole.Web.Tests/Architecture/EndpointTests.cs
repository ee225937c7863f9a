using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace VodConsole.Web.Tests.Architecture;

/// <summary>What answers to someone who is not signed in, of everything that the server maps.</summary>
public sealed class EndpointTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vodconsole-endpoints-");
    private readonly WebApplicationFactory<Program> server;

    public EndpointTests() =>
        server = new WebApplicationFactory<Program>().WithWebHostBuilder(builder => builder.UseSetting("VODCONSOLE_DATA", folder.FullName));

    [Fact]
    public void Only_these_addresses_answer_to_anyone()
    {
        string[] open =
        [
            // Health, for whatever watches the server.
            "/health/live", "/health/ready",
            // Playback: a token or a signature takes the place of the session.
            "/play/…",
            // Signing in and out, and the pages that say that something went wrong.
            "/setup", "/account/link", "/account/sign-in", "/account/sign-in/code", "/account/sign-out", "/account/access-denied",
            "/account/passkeys/request-options", "/account/passkeys/sign-in",
            "/error", "/not-found",
            // The description of the API, for tools.
            "/api/openapi.json",
        ];

        var anonymous =
            from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && !IsStaticFile(endpoint)
            let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
            select pattern.StartsWith("/play/", StringComparison.Ordinal) ? "/play/…" : pattern;

        SourceTree.AssertNone(anonymous.Distinct().Except(open).Order().Select(pattern => $"{pattern} answers to anyone"));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static bool IsStaticFile(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(metadata => metadata.GetType().Name == "StaticAssetDescriptor");
}
