using System.Globalization;
using System.Text;
using System.Text.Json;
using VodConsole.Data.Tests.Databases;
using VodConsole.EndToEnd.Tests.Server;
using VodConsole.Protocol.Signing;

namespace VodConsole.EndToEnd.Tests.ApiAccess;

/// <summary>Two server processes over one PostgreSQL database: what one has seen, the other knows.</summary>
public sealed class TwoServersTests : IAsyncLifetime
{
    private const string Email = "app@example.com";
    private const int Nonces = 25;

    private static readonly HttpClient Http = new();

    private readonly string database = $"vod_two_{Guid.NewGuid():N}";

    public Task InitializeAsync() => PostgreSqlServer.Absent is not null ? Task.CompletedTask : PostgreSqlServer.ExecuteAsync($"CREATE DATABASE {database}");

    public Task DisposeAsync() => PostgreSqlServer.Absent is not null ? Task.CompletedTask : PostgreSqlServer.ExecuteAsync($"DROP DATABASE {database} WITH (FORCE)");

    [SkippableFact]
    public async Task Of_one_request_sent_to_both_at_once_one_passes_and_none_after_a_restart()
    {
        using var folder = new TempFolder();
        var installation = await InstallAsync(folder.File("data"));
        await using var one = await installation.StartAsync();
        var two = await installation.StartAsync();
        var queries = Enumerable.Range(0, Nonces).Select(number => Sign(installation.Key, number)).ToList();

        var codes = await Task.WhenAll(
            from query in queries from server in (ServerProcess[])[one, two] from copy in Enumerable.Range(0, 2)
            select CodeAsync(server.Address, query));

        Assert.Equal(Nonces, codes.Count(code => code == "InvalidVideo.NotFound"));
        Assert.Equal(3 * Nonces, codes.Count(code => code == "SignatureNonceUsed"));

        await two.DisposeAsync();
        await using var again = await installation.StartAsync();
        Assert.All(await Task.WhenAll(queries.Select(query => CodeAsync(again.Address, query))), code => Assert.Equal("SignatureNonceUsed", code));
    }

    [SkippableFact]
    public async Task An_account_that_was_locked_by_one_process_is_refused_by_another_from_the_next_request_on()
    {
        using var folder = new TempFolder();
        var installation = await InstallAsync(folder.File("data"));
        await using var server = await installation.StartAsync();
        Assert.Equal("InvalidVideo.NotFound", await CodeAsync(server.Address, Sign(installation.Key, 1)));

        Assert.Equal(0, (await installation.RunAsync("", "users", "lock", "--email", Email)).ExitCode);

        Assert.Equal("InvalidAccessKeyId.Inactive", await CodeAsync(server.Address, Sign(installation.Key, 2)));
    }

    private async Task<Installation> InstallAsync(string data)
    {
        Skip.If(PostgreSqlServer.Absent is not null, PostgreSqlServer.Absent);
        var installation = new Installation(data, PostgreSqlServer.Database(database).ConnectionString);
        Assert.Equal(0, (await installation.RunAsync("", "migrate")).ExitCode);
        await installation.RunAsync("correct horse battery", "users", "add", "--email", Email, "--role", "Operator", "--password-stdin");
        return installation with { Key = (await installation.RunAsync("", "access-keys", "create", "--user", Email, "--json")).Json };
    }

    private static string Sign(JsonElement key, int number)
    {
        var parameters = new Dictionary<string, string>
        {
            ["Action"] = "GetVideoInfo", ["Version"] = "2017-03-21", ["Format"] = "JSON", ["VideoId"] = $"{Guid.NewGuid():N}",
            ["AccessKeyId"] = key.GetProperty("AccessKeyId").GetString()!, ["SignatureMethod"] = "HMAC-SHA1", ["SignatureVersion"] = "1.0",
            ["SignatureNonce"] = $"nonce-{number}",
            ["Timestamp"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        var secret = Encoding.ASCII.GetBytes(key.GetProperty("AccessKeySecret").GetString()!);
        parameters["Signature"] = SignatureV1.Sign(secret, SignatureV1.StringToSign("GET", parameters));
        return string.Join('&', parameters.Select(pair => $"{PercentEncoding.Encode(pair.Key)}={PercentEncoding.Encode(pair.Value)}"));
    }

    private static async Task<string?> CodeAsync(Uri server, string query)
    {
        using var answer = await Http.GetAsync(new Uri(server, $"/?{query}"));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("Code").GetString();
    }

    private sealed record Installation(string Data, string Connection)
    {
        public JsonElement Key { get; init; }

        public Task<VerbProcess> RunAsync(string line, params string[] words) => VerbProcess.RunConfiguredAsync(
            Data, new Dictionary<string, string> { ["Database__Provider"] = "PostgreSql", ["Database__ConnectionString"] = Connection }, line, words);

        public Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(
            Data, settings: ["--Database:Provider=PostgreSql", $"--Database:ConnectionString={Connection}"]);
    }
}
