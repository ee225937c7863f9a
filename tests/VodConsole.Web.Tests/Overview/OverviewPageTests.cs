using Bunit;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Web.Components.Overview;

namespace VodConsole.Web.Tests.Overview;

public sealed class OverviewPageTests : ConsoleContext
{
    [Fact]
    public async Task An_empty_library_offers_the_next_step_to_whoever_may_take_it()
    {
        await SignInAsync(Role.Operator);
        var page = Render<OverviewPage>();
        page.WaitForElement("a[href='/media/upload']");
    }

    [Fact]
    public async Task An_auditor_of_an_empty_library_is_offered_nothing()
    {
        await SignInAsync(Role.Auditor);
        var page = Render<OverviewPage>();
        page.WaitForAssertion(() => Assert.Contains(OverviewText.EmptyTitle, page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("a[href='/media/upload']"));
    }

    [Fact]
    public async Task It_counts_by_status_and_names_what_failed_and_why()
    {
        var failing = await QueueAsync("Broken");
        var lease = await Services.GetRequiredService<TranscodeLeases>().ClaimAsync(failing, Guid.NewGuid(), default);
        await Services.GetRequiredService<TranscodeEndings>().FailAsync(
            lease!, FailureReason.Of(ErrorCode.WorkerCrashed, 3), null, mayPassLater: false, default);
        await QueueAsync("Waiting");
        await SignInAsync(Role.Auditor);
        var page = Render<OverviewPage>();

        var tile = page.WaitForElement("a[href='/media/videos?status=TranscodeFail']");
        Assert.Equal("1", tile.QuerySelector(".number")!.TextContent);
        Assert.Contains("Broken", page.Markup, StringComparison.Ordinal);
        Assert.Contains("ended unexpectedly at each of 3 attempts", page.Markup, StringComparison.Ordinal);
        Assert.Contains("1 more waiting", page.Markup, StringComparison.Ordinal);
    }
}
