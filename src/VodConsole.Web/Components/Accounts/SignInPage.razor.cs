using Microsoft.AspNetCore.Components;
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

    protected override void OnInitialized() => Input ??= new Form();

    private async Task SignInAsync()
    {
        var isIn = await SignIn.TryAsync(
            Input!.Email ?? "", Input!.Password ?? "", Context.Connection.RemoteIpAddress?.ToString(), Context.RequestAborted);
        if (isIn) Navigator.NavigateTo(LocalUrl.OrHome(ReturnUrl));
        else _error = AccountText.SignInRefused;
    }

    private sealed class Form
    {
        public string? Email { get; set; }
        public string? Password { get; set; }
    }
}
