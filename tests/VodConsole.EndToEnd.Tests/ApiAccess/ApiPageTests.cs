using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using VodConsole.EndToEnd.Tests.Browser;

namespace VodConsole.EndToEnd.Tests.ApiAccess;

/// <summary>An application developer tries an operation on the API page, by the key of a program.</summary>
[Collection(BrowserTests.Name)]
public sealed class ApiPageTests(ChromiumFixture chromium, LibraryFixture library)
{
    [SkippableFact]
    public async Task An_operation_is_found_tried_and_answered()
    {
        await using var window = await library.OpenAsync(chromium);
        var page = window.Page;
        var key = await library.CreateKeyAsync();
        var sent = new ConcurrentQueue<string>();
        page.Request += (_, request) => sent.Enqueue($"{request.Url} {request.PostData} {string.Join(';', request.Headers.Values)}");
        page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) => sent.Enqueue(frame.Text ?? Encoding.UTF8.GetString(frame.Binary ?? []));
        await window.GoToAsync("/api");
        await page.Locator("input[type=search]").Last.FillAsync("GetVideoInfo");
        await page.WaitForURLAsync("**/api?search=GetVideoInfo");
        await Assertions.Expect(page.Locator("a[href='/api/GetVideoPlayAuth']")).ToHaveCountAsync(0); // The list no longer moves under the mouse.
        await page.ClickAsync("a[href='/api/GetVideoInfo']");
        await page.WaitForSelectorAsync("form[data-ready='true']");

        await page.FillAsync("#parameter-VideoId", library.VideoId);
        await SendAsync(page);
        await Assertions.Expect(page.Locator("[data-fault='key']")).ToBeVisibleAsync();
        await page.FillAsync("#try-key", key.Id);
        await page.FillAsync("#try-secret", key.Secret);
        await SendAsync(page);

        await Assertions.Expect(page.Locator("[data-part='good']")).ToContainTextAsync("200");
        var answer = await page.InnerTextAsync("pre[data-part='answer']");
        var body = JsonDocument.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..]).RootElement;
        Assert.Equal("Car detection", body.GetProperty("Video").GetProperty("Title").GetString());
        var request = await page.InnerTextAsync("pre[data-part='request']");
        Assert.Contains($"Credential={key.Id}", request, StringComparison.Ordinal);
        Assert.Contains("x-acs-action: GetVideoInfo", request, StringComparison.Ordinal);
        Assert.EndsWith($"VideoId={library.VideoId}", request.TrimEnd(), StringComparison.Ordinal);

        // The secret stays where it was typed, and the key is still there for the next operation.
        Assert.Contains(sent, one => one.Contains(key.Id, StringComparison.Ordinal));
        Assert.DoesNotContain(sent, one => one.Contains(key.Secret, StringComparison.Ordinal));
        Assert.False(await page.EvaluateAsync<bool>(
            "secret => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]).includes(secret)", key.Secret));
        await page.ClickAsync("a.vod-nav-link[href='/api']");
        await page.ClickAsync("a[href='/api/GetVideoPlayAuth']");
        await page.WaitForSelectorAsync("form[data-ready='true']");
        Assert.Equal(key.Secret, await page.InputValueAsync("#try-secret"));
        await page.ClickAsync("[data-forget]");
        Assert.Equal("", await page.InputValueAsync("#try-secret"));

        // Examples go into what is empty, and of two into neither when the other is there; the sample follows.
        await page.FillAsync("#parameter-ReferenceId", "mine");
        await page.ClickAsync("[data-examples]");
        Assert.Equal("", await page.InputValueAsync("#parameter-VideoId"));
        await page.FillAsync("#parameter-ReferenceId", "");
        await page.ClickAsync("[data-examples]");
        var example = await page.InputValueAsync("#parameter-VideoId");
        Assert.NotEmpty(example);
        await Assertions.Expect(page.Locator("pre[data-sample]")).ToContainTextAsync($"VideoId={Uri.EscapeDataString(example)}");
        window.AssertUntroubled();
    }

    private static Task SendAsync(IPage page) => page.ClickAsync("form button[type=submit]");
}
