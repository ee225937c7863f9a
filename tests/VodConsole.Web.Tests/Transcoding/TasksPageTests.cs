using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Web.Components.Transcoding;

namespace VodConsole.Web.Tests.Transcoding;

public sealed class TasksPageTests : ConsoleContext
{
    [Fact]
    public async Task Without_tasks_it_says_so_and_what_to_do()
    {
        await SignInAsync(Role.Operator);
        var page = Render<TasksPage>();
        page.WaitForAssertion(() => Assert.Contains(TaskText.EmptyTitle, page.Markup, StringComparison.Ordinal));
        Assert.Equal("/media/upload", page.Find("a[href='/media/upload']").GetAttribute("href"));
    }

    [Fact]
    public async Task A_queued_task_shows_its_place_and_an_auditor_can_only_look()
    {
        await QueueAsync("First");
        await QueueAsync("Second");
        await SignInAsync(Role.Auditor);
        var page = Render<TasksPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr:not(.vod-skeleton)").Count));
        Assert.Contains("Queued, no. 2", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == TaskText.Cancel);
    }

    [Fact]
    public async Task Progress_appears_by_itself()
    {
        var taskId = await QueueAsync("Clip");
        await SignInAsync(Role.Operator);
        var page = Render<TasksPage>();
        page.WaitForAssertion(() => Assert.Contains("Queued, no. 1", page.Markup, StringComparison.Ordinal));

        var leases = Services.GetRequiredService<TranscodeLeases>();
        var lease = await leases.ClaimAsync(taskId, Guid.NewGuid(), default);
        await leases.ReportAsync(lease!, new TaskProgress(0.4, 2, []), default);
        page.WaitForAssertion(
            () => Assert.Equal("40", page.Find("[role=progressbar]").GetAttribute("aria-valuenow")));
        // 60 of 100 seconds at twice the speed.
        Assert.Contains("0:30", page.Markup, StringComparison.Ordinal);
        Assert.Contains("2.0×", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_opened_row_shows_renditions_the_reason_and_the_log()
    {
        var taskId = await QueueAsync("Clip");
        var leases = Services.GetRequiredService<TranscodeLeases>();
        var lease = await leases.ClaimAsync(taskId, Guid.NewGuid(), default);
        await leases.BeginAsync(lease!, [new PlannedRendition(Definition.FD) { Width = 640, Height = 360 }], default);
        await Services.GetRequiredService<TranscodeEndings>().FailAsync(
            lease!, FailureReason.Of(ErrorCode.WorkerCrashed, 3), "moov <atom> not found", mayPassLater: false, default);
        await SignInAsync(Role.Operator);
        var page = Render<TasksPage>();
        page.WaitForElement("button[aria-expanded=false]").Click();

        page.WaitForAssertion(() => Assert.Contains("ended unexpectedly at each of 3 attempts", page.Markup, StringComparison.Ordinal));
        Assert.Equal("moov <atom> not found", page.Find("pre").TextContent);
        Assert.Single(page.FindAll("ul.renditions li"));
    }

    [Fact]
    public async Task Stopping_asks_first_and_then_cancels()
    {
        var taskId = await QueueAsync("Clip");
        await SignInAsync(Role.Operator);
        var dialogs = Render<MudDialogProvider>();
        var page = Render<TasksPage>();
        page.WaitForElement("td button.mud-button-text").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("Stop the transcoding of “Clip”?", dialogs.Markup, StringComparison.Ordinal));
        Assert.Equal(TranscodeStatus.Queued, await StatusAsync(taskId));

        await dialogs.FindAll("button").Single(button => button.TextContent.Trim() == TaskText.CancelAct).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains(TaskText.Cancelled, page.Markup, StringComparison.Ordinal));
        Assert.Equal(TranscodeStatus.Cancelled, await StatusAsync(taskId));
    }

    [Fact]
    public async Task A_locked_person_is_told_once_and_the_page_asks_no_more()
    {
        await QueueAsync("Clip");
        await SignInAsync(Role.Operator);
        var page = Render<TasksPage>();
        page.WaitForElement("td button.mud-button-text");
        await using (var db = NewDb())
        {
            db.Users.Single().LockoutEnd = DateTimeOffset.MaxValue;
            await db.SaveChangesAsync();
        }

        page.WaitForElement("[role=alert]");
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        await using var after = NewDb();
        Assert.Equal(1, after.AuditEntries.Count(entry => entry.Outcome == Core.Audit.AuditOutcome.Refused));
    }

    private async Task<TranscodeStatus> StatusAsync(Guid taskId)
    {
        await using var db = NewDb();
        return (await db.TranscodeTasks.FindAsync(taskId))!.Status;
    }
}
