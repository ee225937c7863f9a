using Microsoft.Playwright;
using VodConsole.EndToEnd.Tests.Pages;
using VodConsole.EndToEnd.Tests.Server;

namespace VodConsole.EndToEnd.Tests.Browser;

/// <summary>One server with an administrator and a transcoded video, for all tests that only look. Started by the first of them.</summary>
public sealed class LibraryFixture : IAsyncLifetime
{
    private TempFolder folder = new();
    private readonly SemaphoreSlim gate = new(1);
    private IReadOnlyList<BrowserContextCookiesResult> session = [];
    private ServerProcess? server;

    /// <summary>The video, as its address writes it.</summary>
    internal string VideoId { get; private set; } = "";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        folder.Dispose();
        gate.Dispose();
    }

    /// <summary>A window in which the administrator is signed in.</summary>
    internal async Task<ConsoleWindow> OpenAsync(ChromiumFixture chromium, WindowOptions? options = null)
    {
        chromium.Require();
        await gate.WaitAsync();
        try
        {
            server ??= await StartAsync(chromium);
        }
        finally
        {
            gate.Release();
        }

        var window = await chromium.OpenAsync(server.Address, options);
        await window.Page.Context.AddCookiesAsync(session.Select(cookie => new Cookie
        {
            Name = cookie.Name, Value = cookie.Value, Url = server.Address.AbsoluteUri, HttpOnly = true,
        }));
        return window;
    }

    /// <summary>An access key of the administrator, made beside the running server.</summary>
    internal async Task<(string Id, string Secret)> CreateKeyAsync()
    {
        var made = await VerbProcess.RunAsync(folder.File("data"), "access-keys", "create", "--user", SetUpPage.Email, "--json");
        Assert.True(made.ExitCode == 0, made.Errors);
        return (made.Json.GetProperty("AccessKeyId").GetString()!, made.Json.GetProperty("AccessKeySecret").GetString()!);
    }

    private async Task<ServerProcess> StartAsync(ChromiumFixture chromium)
    {
        var clip = Repository.SharedVideo;
        if (clip is null)
        {
            clip = folder.File("test picture.mp4");
            await Clips.MakeAsync(clip, 768, 432, 20);
        }

        var imported = await VerbProcess.RunAsync(folder.File("data"), "import", clip, "--title", "Car detection", "--wait", "--json");
        Assert.True(imported.ExitCode == 0, imported.Errors);
        VideoId = imported.Json.GetProperty("videoId").GetString()!;
        var started = await ServerProcess.StartAsync(folder.File("data"));
        try
        {
            await using var window = await chromium.OpenAsync(started.Address);
            await window.CreateAdministratorAsync(await started.SetUpLinkAsync());
            session = [.. (await window.Page.Context.CookiesAsync()).Where(cookie => cookie.HttpOnly)];
            return started;
        }
        catch
        {
            // The next test begins anew, instead of failing with this one.
            await started.DisposeAsync();
            folder.Dispose();
            folder = new TempFolder();
            throw;
        }
    }
}
