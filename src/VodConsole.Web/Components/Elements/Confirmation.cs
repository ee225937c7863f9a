using MudBlazor;

namespace VodConsole.Web.Components.Elements;

/// <summary>Asks a person before something that cannot be undone. What can be undone uses <see cref="Notices.Undo"/> instead.</summary>
public static class Confirmation
{
    /// <summary>Opens the dialog, with the focus on Cancel.</summary>
    /// <param name="dialogs">MudBlazor's service.</param>
    /// <param name="title">The question, naming the thing: “Delete “Car detection”?”.</param>
    /// <param name="act">What the button does: “Delete video”.</param>
    /// <param name="consequences">What will happen, and what will not; a sentence each.</param>
    /// <returns>Whether the person went ahead.</returns>
    public static Task<bool> AskAsync(this IDialogService dialogs, string title, string act, params string[] consequences) =>
        AskAsync(dialogs, title, act, isHarmless: false, consequences);

    /// <summary>The same before an act that may be large but takes nothing away: its button does not warn.</summary>
    public static async Task<bool> AskAsync(
        this IDialogService dialogs, string title, string act, bool isHarmless, params string[] consequences)
    {
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(title, new DialogParameters<ConfirmDialog>
        {
            { parameters => parameters.Title, title },
            { parameters => parameters.Act, act },
            { parameters => parameters.IsHarmless, isHarmless },
            { parameters => parameters.Consequences, consequences },
        });
        return await dialog.Result is { Canceled: false };
    }
}
