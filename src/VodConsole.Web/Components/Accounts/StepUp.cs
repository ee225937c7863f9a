using MudBlazor;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Components.Accounts;

/// <summary>Asks who is there, where an operation needs to know. The service decides that it does; this only asks and goes on.</summary>
public static class StepUp
{
    /// <summary>Runs <paramref name="operation"/>; when it needs a confirmation, asks for one and runs it again.</summary>
    /// <returns>What the operation returned.</returns>
    /// <exception cref="VodException">The operation's refusal; <see cref="ErrorCode.ConfirmationNeeded"/> when the person cancelled.</exception>
    public static async Task<T> ConfirmedAsync<T>(this IDialogService dialogs, Func<Task<T>> operation)
    {
        try
        {
            return await operation();
        }
        catch (VodException refusal) when (refusal.Code == ErrorCode.ConfirmationNeeded)
        {
            var dialog = await dialogs.ShowAsync<ConfirmIdentityDialog>(AccountText.ConfirmTitle);
            if (await dialog.Result is not { Canceled: false }) throw;
        }

        return await operation();
    }

    /// <inheritdoc cref="ConfirmedAsync{T}(IDialogService, Func{Task{T}})"/>
    public static Task ConfirmedAsync(this IDialogService dialogs, Func<Task> operation) => dialogs.ConfirmedAsync(async () =>
    {
        await operation();
        return true;
    });
}
