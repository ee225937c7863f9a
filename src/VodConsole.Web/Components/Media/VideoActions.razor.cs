using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using VodConsole.Core.Media;
using VodConsole.Core.Transcoding;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Media;

/// <summary>The acts on one video, in a list or on its page.</summary>
public sealed partial class VideoActions
{
    private MudMenu? _menu;

    /// <summary>The video.</summary>
    [Parameter, EditorRequired] public required Guid VideoId { get; set; }

    /// <summary>Its title.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>Its state, which decides what can be done.</summary>
    [Parameter, EditorRequired] public required VideoStatus Status { get; set; }

    /// <summary>Whether offline is disabled for it.</summary>
    [Parameter, EditorRequired] public required bool IsOfflineDisabled { get; set; }

    /// <summary>Whether this is a list, with a way to the video's page.</summary>
    [Parameter] public bool WithManage { get; set; }

    /// <summary>Called after something was done.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    /// <summary>Called after the video was deleted, instead of <see cref="Changed"/>.</summary>
    [Parameter] public EventCallback Deleted { get; set; }

    [Inject] private VideoDeletion Deletion { get; set; } = null!;
    [Inject] private TranscodeTasks Tasks { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;

    private async Task EditAsync()
    {
        await CloseMenuAsync();
        var dialog = await Dialogs.ShowAsync<EditVideoDialog>(
            With(MediaText.EditTitle), new DialogParameters<EditVideoDialog> { { one => one.VideoId, VideoId } });
        if (await dialog.Result is { Canceled: false }) await Changed.InvokeAsync();
    }

    private async Task RetranscodeAsync()
    {
        await CloseMenuAsync();
        var dialog = await Dialogs.ShowAsync<RetranscodeDialog>(
            With(MediaText.RetranscodeTitle), new DialogParameters<RetranscodeDialog> { { one => one.Title, Title } });
        if (await dialog.Result is not { Canceled: false, Data: TemplateGroup group }) return;
        if (await Notices.TryAsync(async () => await Tasks.SubmitAsync(await Actor.GetAsync(), VideoId, group, CancellationToken.None)))
            Notices.Done(With(MediaText.RetranscodeQueued));
        await Changed.InvokeAsync();
    }

    private async Task DeleteAsync()
    {
        await CloseMenuAsync();
        DeletionPlan? plan = null;
        if (!await Notices.TryAsync(async () => plan = await Deletion.PlanAsync(await Actor.GetAsync(), VideoId, CancellationToken.None)))
            return;
        if (!await Dialogs.AskAsync(With(MediaText.DeleteTitle), MediaText.DeleteAct, [.. Consequences(plan!)])) return;
        var isGone = await Notices.TryAsync(async () => await Deletion.DeleteAsync(await Actor.GetAsync(), VideoId, CancellationToken.None));
        if (isGone) Notices.Done(With(MediaText.Deleted));
        await (isGone && Deleted.HasDelegate ? Deleted : Changed).InvokeAsync();
    }

    // It would stay open behind the dialog: an item closes its menu only when its act is over.
    private Task CloseMenuAsync() => _menu?.CloseMenuAsync() ?? Task.CompletedTask;

    private static IEnumerable<string> Consequences(DeletionPlan plan)
    {
        var culture = CultureInfo.CurrentCulture;
        if (plan.IsUploading) yield return MediaText.DeleteUpload;
        if (plan.IsTranscoding) yield return MediaText.DeleteTask;
        if (plan.SourceBytes > 0) yield return string.Format(culture, MediaText.DeleteSource, Measure.Size(plan.SourceBytes));
        if (plan.Streams > 0) yield return string.Format(culture, MediaText.DeleteStreams, plan.Streams, Measure.Size(plan.StreamBytes));
        yield return MediaText.DeleteForGood;
    }

    private string With(string format) => string.Format(CultureInfo.CurrentCulture, format, Title);
}
