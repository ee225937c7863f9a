using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Keys;
using VodConsole.Core.Notifications;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Web.Components.Notifications;
using VodConsole.Web.Tests.Downloads;

namespace VodConsole.Web.Tests.Notifications;

/// <summary>Callback settings as an administrator sees them.</summary>
public sealed class CallbackPageTests() : DownloadPages(Role.Administrator)
{
    private const string Url = "https://www.example.com/your/callback";

    [Theory]
    [InlineData("en", "Notifications are off.", "Set up notifications")]
    [InlineData("zh-CN", "事件通知已关闭。", "设置事件通知")]
    public void Says_in_words_that_nobody_is_told(string language, string state, string act)
    {
        Read(language);
        var page = Open();
        Assert.Contains(state, page.Find("[data-state=off]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(Button(page, act));
        Assert.Empty(page.FindAll("#callback-url"));
    }

    [Fact]
    public async Task Sets_address_events_and_key()
    {
        var page = await OpenFormAsync("Set up notifications");
        page.Find("#callback-url").Input(Url);
        page.Find("input[type=checkbox]").Change(false);
        page.Find("input[name=TranscodeComplete]").Change(true);
        page.Find("input[name=FileUploadComplete]").Change(true);
        await page.ClickAsync(() => Button(page, "Generate"));
        Assert.Equal("text", page.Find("#callback-key").GetAttribute("type"));
        var key = page.Find("#callback-key").GetAttribute("value")!;
        Button(page, "OK").Click();

        page.WaitForAssertion(() => Assert.Contains("Notifications are on.", page.Markup, StringComparison.Ordinal));
        var state = await ReadAsync();
        Assert.Equal((Url, "FileUploadComplete,TranscodeComplete", true), (state!.Url, state.Events, state.IsSigned));
        Assert.Equal(key, await Callbacks.ReadKeyAsync(Actor.System, CallbackSettings.DefaultAppId, default));
        Assert.DoesNotContain(key, page.Markup, StringComparison.Ordinal);
        Assert.Contains("Upload complete, Transcoding complete", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_field_keeps_the_key_and_what_a_program_asked_for()
    {
        await SetAsync("TranscodeComplete,SnapshotComplete", "Dsf346dvet");
        var page = await OpenFormAsync("Modify");
        Assert.Contains("SnapshotComplete", page.Markup, StringComparison.Ordinal);
        page.Find("#callback-url").Input($"{Url}2");
        Button(page, "OK").Click();

        page.WaitForAssertion(() => Assert.Contains($"{Url}2", page.Markup, StringComparison.Ordinal));
        Assert.Equal("TranscodeComplete,SnapshotComplete", (await ReadAsync())!.Events);
        Assert.Equal("Dsf346dvet", await Callbacks.ReadKeyAsync(Actor.System, CallbackSettings.DefaultAppId, default));
    }

    [Theory]
    [InlineData("http://192.168.1.5/", "Dsf346dvet", "Notifications:AllowPrivateNetworks")]
    [InlineData("nowhere", "Dsf346dvet", "is no address")]
    [InlineData(Url, "", "There is no signing key")]
    [InlineData(Url, "nodigit", "A signing key has")]
    public async Task Says_which_rule_is_broken_and_keeps_what_was_typed(string url, string key, string words)
    {
        var page = await OpenFormAsync("Set up notifications");
        page.Find("#callback-url").Input(url);
        page.Find("#callback-key").Input(key);
        Button(page, "OK").Click();
        page.WaitForAssertion(() => Assert.Contains(words, page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal(url, page.Find("#callback-url").GetAttribute("value"));
        Assert.Null(await ReadAsync());
    }

    [Fact]
    public async Task A_change_by_somebody_else_is_not_overwritten_unseen()
    {
        await SetAsync("ALL", "Dsf346dvet");
        var page = await OpenFormAsync("Modify");
        await SetAsync("", "Dsf346dvet");
        Button(page, "OK").Click();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[role=alert]")));
        Assert.Equal("", (await ReadAsync())!.Events);
    }

    [Fact]
    public async Task Turns_off_after_asking()
    {
        await SetAsync("ALL", "Dsf346dvet");
        var page = Open();
        Button(page, "Turn off").Click();
        Dialogs.WaitForAssertion(() => Assert.Contains("No server is told of events any more", Dialogs.Markup, StringComparison.Ordinal));
        Assert.NotNull(await ReadAsync());
        Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == "Turn off").Click();
        page.WaitForAssertion(() => Assert.Contains("Notifications are off.", page.Markup, StringComparison.Ordinal));
        Assert.Null(await ReadAsync());
    }

    [Fact]
    public async Task A_test_says_what_came_back()
    {
        await using (var db = NewContext())
        {
            // Nobody listens there; the rule for addresses that are typed does not let it in.
            db.CallbackSettings.Add(new CallbackSettings
            {
                AppId = CallbackSettings.DefaultAppId, Url = "http://127.0.0.1:1/", Events = "ALL", ChangedBy = "test", ChangedAt = Then,
            });
            await db.SaveChangesAsync();
        }

        var page = Open();
        Button(page, "Send test notification").Click();
        page.WaitForAssertion(() => Assert.Contains("127.0.0.1 is in this machine or its own network", page.Find(".answer").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lists_what_was_told_and_sends_again_what_was_given_up()
    {
        await AddAsync(NotificationEvent.FileUploadComplete, NotificationStatus.Delivered, null, 200);
        var id = await AddAsync(NotificationEvent.TranscodeComplete, NotificationStatus.Failed, FailureReason.Of(ErrorCode.CallbackNotAccepted, 503), 503);
        var page = Open();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr:not(.vod-skeleton)").Count));
        Assert.Contains("The receiver answered 503.", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Contains("503 in 12 ms", page.Find("tbody tr").TextContent, StringComparison.Ordinal);

        Button(page, "Send again").Click();
        page.WaitForAssertion(() => Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == "Send again"));
        await using var db = NewContext();
        var row = await db.Notifications.SingleAsync(row => row.Id == id);
        Assert.Equal((NotificationStatus.Waiting, 0), (row.Status, row.Tries));
    }

    [Fact]
    public async Task Shows_only_those_that_were_given_up_when_asked()
    {
        await AddAsync(NotificationEvent.FileUploadComplete, NotificationStatus.Delivered, null, 200);
        await AddAsync(NotificationEvent.TranscodeComplete, NotificationStatus.Failed, FailureReason.Of(ErrorCode.CallbackNotAccepted, 503), 503);
        Services.GetRequiredService<Bunit.TestDoubles.BunitNavigationManager>().NavigateTo("/settings/callback?status=Failed");
        var page = Open();
        page.WaitForAssertion(() => Assert.Contains("Transcoding complete", Assert.Single(page.FindAll("tbody tr:not(.vod-skeleton)")).TextContent, StringComparison.Ordinal));
    }

    private Callbacks Callbacks => Services.GetRequiredService<Callbacks>();

    private Task<CallbackState?> ReadAsync() => Callbacks.ReadAsync(Actor.System, CallbackSettings.DefaultAppId, default);

    private async Task SetAsync(string events, string key)
    {
        await Services.GetRequiredService<KeyRingCheck>().EnsureAsync(default);
        await Callbacks.SetAsync(Actor.System, CallbackSettings.DefaultAppId, new NewCallback(Url, events, true, key), null, default);
    }

    private async Task<long> AddAsync(NotificationEvent happened, NotificationStatus status, FailureReason? failure, int answer)
    {
        var row = new Notification
        {
            Event = happened, VideoId = Guid.NewGuid(), VideoTitle = "Clip", Body = "{}", CreatedAt = Then, Status = status, Tries = 3,
            Failure = failure, AnswerStatus = answer, AnswerMilliseconds = 12, EndedAt = Then,
        };
        await using var db = NewContext();
        db.Notifications.Add(row);
        await db.SaveChangesAsync();
        return row.Id;
    }

    private IRenderedComponent<CallbackPage> Open()
    {
        var page = Render<CallbackPage>();
        page.WaitForElement("[data-state]");
        return page;
    }

    private async Task<IRenderedComponent<CallbackPage>> OpenFormAsync(string act)
    {
        await Services.GetRequiredService<KeyRingCheck>().EnsureAsync(default);
        var page = Open();
        Button(page, act).Click();
        page.WaitForElement("#callback-url");
        return page;
    }

    private static IElement Button(IRenderedComponent<CallbackPage> page, string text)
    {
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("button"), button => button.TextContent.Trim() == text));
        return page.FindAll("button").First(button => button.TextContent.Trim() == text);
    }
}
