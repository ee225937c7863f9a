using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using VodConsole.Web.Components.Accounts;

namespace VodConsole.Web.Accounts;

/// <summary>What the account needs beside its pages.</summary>
internal static class AccountEndpoints
{
    /// <summary>Where the way to the provider begins.</summary>
    public const string ExternalStart = "/account/external/start";

    /// <summary>Maps sign-out, and the way to a provider and back.</summary>
    public static void MapAccountEndpoints(this IEndpointRouteBuilder endpoints)
    {
        // A form post with an antiforgery token, so that no foreign page can do it.
        endpoints.MapPost("/account/sign-out", async (HttpContext context, ConsoleSignIn signIn, SessionCheck check, [FromForm] string? returnUrl) =>
        {
            // Open to everybody, so that the cookie has not been judged: one that is over ends nothing but itself.
            var isCurrent = await check.IsCurrentAsync(context.User, context.RequestAborted);
            var actor = isCurrent ? context.User.ToActor(context.Connection.RemoteIpAddress?.ToString()) : null;
            await signIn.SignOutAsync(actor, context.RequestAborted);
            return Results.LocalRedirect(LocalUrl.OrHome(returnUrl) is "/" ? "/account/sign-in" : returnUrl!);
        }).AllowAnonymous();

        if (!endpoints.ServiceProvider.GetRequiredService<IOptions<OpenIdConnectSettings>>().Value.IsOn) return;
        endpoints.MapGet(ExternalStart, (string? returnUrl) => Results.Challenge(
            new AuthenticationProperties { RedirectUri = QueryHelpers.AddQueryString("/account/external", "returnUrl", LocalUrl.OrHome(returnUrl)) },
            [OpenIdConnectDefaults.AuthenticationScheme])).AllowAnonymous();
        endpoints.MapGet("/account/external", async (HttpContext context, ExternalSignIn external, string? returnUrl) =>
            Results.LocalRedirect(await external.TryAsync(context) switch
            {
                SignInOutcome.Done => LocalUrl.OrHome(returnUrl),
                SignInOutcome.CodeNeeded => SignInCodePage.AddressFor(returnUrl),
                _ => OpenIdConnectRegistration.RefusedPath,
            })).AllowAnonymous();
    }
}
