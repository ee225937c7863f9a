using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Components.Accounts;

/// <summary>The way in. Static, since it sets the session cookie.</summary>
public sealed partial class SignInPage
{
    private string? _error;

    [Inject] private ConsoleSignIn SignIn { get; set; } = null!;
    [Inject] private NavigationManager Navigator { get; set; } = null!;
    [CascadingParameter] private HttpContext Context { get; set; } = null!;
    [SupplyParameterFromForm(FormName = "sign-in")] private Form? Input { get; set; }
    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }
    [SupplyParameterFromQuery] private string? Refused { get; set; }
    [Inject] private IOptions<OpenIdConnectSettings> Provider { get; set; } = null!;

    protected override void OnInitialized()
    {
        Input ??= new Form();
        if (Refused is not null) _error = AccountText.ExternalRefused;
    }

    private async Task SignInAsync()
    {
        var outcome = await SignIn.TryAsync(
            Input!.Email ?? "", Input!.Password ?? "", Context.Connection.RemoteIpAddress?.ToString(), Context.RequestAborted);
        if (outcome == SignInOutcome.Done) Navigator.NavigateTo(LocalUrl.OrHome(ReturnUrl));
        else if (outcome == SignInOutcome.CodeNeeded) Navigator.NavigateTo(SignInCodePage.AddressFor(ReturnUrl));
        else _error = AccountText.SignInRefused;
    }

    private sealed class Form
    {
        public string? Email { get; set; }
        public string? Password { get; set; }
    }
}
