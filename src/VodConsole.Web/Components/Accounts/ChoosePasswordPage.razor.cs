using System.Globalization;
using Microsoft.AspNetCore.Components;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Components.Accounts;

/// <summary>Where a one-time link of an administrator leads: the person chooses their own password and signs in with it.</summary>
public sealed partial class ChoosePasswordPage
{
    private AccountLinkPurpose? _purpose;
    private string? _error;

    [Inject] private AccountLinkUse Links { get; set; } = null!;
    [Inject] private ConsoleSignIn SignIn { get; set; } = null!;
    [Inject] private NavigationManager Navigator { get; set; } = null!;
    [CascadingParameter] private HttpContext Context { get; set; } = null!;
    [SupplyParameterFromQuery] private string? Token { get; set; }
    [SupplyParameterFromForm(FormName = "choose-password")] private Form? Input { get; set; }

    private string Title => _purpose?.IsInvitation == true ? AccountText.AcceptTitle : AccountText.ChooseTitle;

    /// <summary>The link as an administrator hands it out.</summary>
    internal static string LinkOf(NavigationManager navigator, string token) => navigator.ToAbsoluteUri($"/account/link?token={token}").AbsoluteUri;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new Form();
        _purpose = await Links.FindAsync(Token, Context.RequestAborted);
        // The address is the credential.
        Context.Response.Headers["Referrer-Policy"] = "no-referrer";
    }

    private async Task ChooseAsync()
    {
        if (Input!.Password != Input.Repeat)
        {
            _error = AccountText.PasswordsDiffer;
            return;
        }

        var (password, address) = (Input.Password ?? "", Context.Connection.RemoteIpAddress?.ToString());
        string email;
        try
        {
            email = await Links.RunAsync(Token, password, address, Context.RequestAborted);
        }
        catch (VodException refusal)
        {
            _error = RefusalText.For(refusal.Code, refusal.Arguments, CultureInfo.CurrentUICulture);
            return;
        }

        var outcome = await SignIn.TryAsync(email, password, address, Context.RequestAborted);
        Navigator.NavigateTo(outcome switch
        {
            SignInOutcome.Done => "/",
            SignInOutcome.CodeNeeded => SignInCodePage.AddressFor("/"),
            _ => "/account/sign-in",
        });
    }

    private sealed class Form
    {
        public string? Password { get; set; }
        public string? Repeat { get; set; }
    }
}
