using System.Globalization;
using Microsoft.AspNetCore.Components;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Components.Accounts;

/// <summary>Makes the first administrator from the link that the server printed, and signs them in.</summary>
public sealed partial class SetUpPage
{
    private string? _error;
    private bool _isValid;

    [Inject] private FirstAdministrator First { get; set; } = null!;
    [Inject] private ConsoleSignIn SignIn { get; set; } = null!;
    [Inject] private NavigationManager Navigator { get; set; } = null!;
    [CascadingParameter] private HttpContext Context { get; set; } = null!;
    [SupplyParameterFromQuery] private string? Token { get; set; }
    [SupplyParameterFromForm(FormName = "set-up")] private NewAccount? Input { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Input ??= new NewAccount();
        _isValid = await First.IsValidAsync(Token, Context.RequestAborted);
    }

    private async Task CreateAsync()
    {
        if (Input!.Password != Input!.Repeat)
        {
            _error = AccountText.PasswordsDiffer;
            return;
        }

        var address = Context.Connection.RemoteIpAddress?.ToString();
        try
        {
            await First.CreateAsync(Token, Input!.Email ?? "", Input!.Password ?? "", address, Context.RequestAborted);
        }
        catch (VodException refusal)
        {
            _error = RefusalText.For(refusal.Code, refusal.Arguments, CultureInfo.CurrentUICulture);
            return;
        }

        await SignIn.TryAsync(Input!.Email!.Trim(), Input!.Password!, address, Context.RequestAborted);
        Navigator.NavigateTo("/");
    }

    private sealed class NewAccount
    {
        public string? Email { get; set; }
        public string? Password { get; set; }
        public string? Repeat { get; set; }
    }
}
