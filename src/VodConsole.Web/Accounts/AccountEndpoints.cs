using Microsoft.AspNetCore.Mvc;

namespace VodConsole.Web.Accounts;

/// <summary>What the account needs beside its pages.</summary>
internal static class AccountEndpoints
{
    /// <summary>Maps sign-out. It is a form post with an antiforgery token, so that no foreign page can do it.</summary>
    public static void MapAccountEndpoints(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/account/sign-out", async (HttpContext context, ConsoleSignIn signIn, [FromForm] string? returnUrl) =>
        {
            await signIn.SignOutAsync(context.User.ToActor(context.Connection.RemoteIpAddress?.ToString()), context.RequestAborted);
            return Results.LocalRedirect(LocalUrl.OrHome(returnUrl) is "/" ? "/account/sign-in" : returnUrl!);
        }).AllowAnonymous();
}
