using System.Globalization;
using Microsoft.AspNetCore.Components;
using VodConsole.Core.Refusals;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Components.Accounts;

/// <summary>A person's own password. Their other sessions end; this one goes on.</summary>
public sealed partial class ChangePasswordPage
{
    private string? _error;
    private bool _isDone;

    [Inject] private ConsoleSignIn SignIn { get; set; } = null!;
    [CascadingParameter] private HttpContext Context { get; set; } = null!;
    [SupplyParameterFromForm(FormName = "change-password")] private Form? Input { get; set; }

    protected override void OnInitialized() => Input ??= new Form();

    private async Task ChangeAsync()
    {
        if (Input!.Password != Input!.Repeat)
        {
            _error = AccountText.PasswordsDiffer;
            return;
        }

        try
        {
            await SignIn.ChangePasswordAsync(Context.GetActor(), Input!.Current ?? "", Input!.Password ?? "", Context.RequestAborted);
            _isDone = true;
        }
        catch (VodException refusal)
        {
            _error = RefusalText.For(refusal.Code, refusal.Arguments, CultureInfo.CurrentUICulture);
        }
    }

    private sealed class Form
    {
        public string? Current { get; set; }
        public string? Password { get; set; }
        public string? Repeat { get; set; }
    }
}
