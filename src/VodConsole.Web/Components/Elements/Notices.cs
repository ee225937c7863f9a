using Microsoft.AspNetCore.Components;
using MudBlazor;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Components.Elements;

/// <summary>
/// Short messages at the edge of the page, and the one place where a page's refused operation becomes words.
/// Scoped to the circuit.
/// </summary>
public sealed class Notices(ISnackbar snackbar, NavigationManager navigator)
{
    private static readonly TimeSpan UndoTime = TimeSpan.FromMinutes(1);

    /// <summary>Says that something was done.</summary>
    public void Done(string text) => snackbar.Add(text, Severity.Success);

    /// <summary>Says that something was done and offers to undo it for a minute (<c>decisions/0098</c>).</summary>
    public void Undo(string text, Func<Task> undo) => snackbar.Add(text, Severity.Normal, options =>
    {
        options.VisibleStateDuration = (int)UndoTime.TotalMilliseconds;
        options.RequireInteraction = false; // With an action it would stay until it is closed.
        options.Action = ElementText.Undo;
        options.OnClick = _ => TryAsync(undo);
    });

    /// <summary>Says why something was refused; a session that ended goes to sign-in.</summary>
    public void Refused(VodException refusal)
    {
        if (refusal.Code == ErrorCode.NotSignedIn)
        {
            navigator.NavigateTo(navigator.Uri, forceLoad: true);
            return;
        }

        snackbar.Add<RefusalNotice>(
            new Dictionary<string, object> { [nameof(RefusalNotice.Failure)] = refusal }, Severity.Error,
            options => options.RequireInteraction = true, refusal.Message);
    }

    /// <summary>
    /// Runs an operation of a page: true when it was done, false when it was refused, which the person has then been told.
    /// What is not a refusal bubbles to the error boundary.
    /// </summary>
    public async Task<bool> TryAsync(Func<Task> operation)
    {
        try
        {
            await operation();
            return true;
        }
        catch (VodException refusal)
        {
            Refused(refusal);
            return false;
        }
    }
}
