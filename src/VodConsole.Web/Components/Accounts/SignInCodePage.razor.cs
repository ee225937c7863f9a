using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Components.Accounts;

/// <summary>The second step of a sign-in. Without a first one it leads back there.</summary>
public sealed partial class SignInCodePage
{
    private const string Recovery = "recovery";

    private string? _error;

    [Inject] private SecondStep Step { get; set; } = null!;
    [Inject] private NavigationManager Navigator { get; set; } = null!;
    [CascadingParameter] private HttpContext Context { get; set; } = null!;
    [SupplyParameterFromForm(FormName = "sign-in-code")] private Form? Input { get; set; }
    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }
    [SupplyParameterFromQuery(Name = "by")] private string? By { get; set; }

    private bool IsRecovery => By == Recovery;

    /// <summary>The address of the page, which leads on to <paramref name="returnUrl"/>.</summary>
    internal static string AddressFor(string? returnUrl, string? by = null) =>
        QueryHelpers.AddQueryString(
            "/account/sign-in/code", new Dictionary<string, string?> { ["returnUrl"] = LocalUrl.OrHome(returnUrl), ["by"] = by });

    protected override async Task OnInitializedAsync()
    {
        Input ??= new Form();
        if (!await Step.IsNextAsync()) Navigator.NavigateTo("/account/sign-in");
    }

    private async Task SendAsync()
    {
        var outcome = await Step.TryAsync(
            Input!.Code ?? "", IsRecovery, Context.Connection.RemoteIpAddress?.ToString(), Context.RequestAborted);
        if (outcome == SecondStepOutcome.Done) Navigator.NavigateTo(LocalUrl.OrHome(ReturnUrl));
        else if (outcome == SecondStepOutcome.BeginAgain) Navigator.NavigateTo("/account/sign-in");
        else _error = AccountText.CodeRefused;
    }

    private sealed class Form
    {
        public string? Code { get; set; }
    }
}
