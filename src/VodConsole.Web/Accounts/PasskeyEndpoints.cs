using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using VodConsole.Core.Refusals;

namespace VodConsole.Web.Accounts;

/// <summary>
/// What <c>passkeys.js</c> calls. All are form posts with the page's antiforgery token; a refusal is its code as text with status 403.
/// </summary>
internal static class PasskeyEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapPasskeys(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/account/passkeys").AddEndpointFilter(RequireFormAsync);
        group.MapPost("/creation-options", async (HttpContext context, PasskeySignIn passkeys) =>
            Results.Text(await passkeys.BeginAddingAsync(context.GetActor(), context.RequestAborted), "application/json"));
        group.MapPost("/add", async (HttpContext context, PasskeySignIn passkeys) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            await passkeys.AddAsync(context.GetActor(), form["credential"].ToString(), form["name"].ToString(), context.RequestAborted);
            return Results.NoContent();
        });
        group.MapPost("/confirm", async (HttpContext context, PasskeySignIn passkeys) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            await passkeys.ConfirmAsync(context.GetActor(), form["credential"].ToString(), context.RequestAborted);
            return Results.NoContent();
        });
        group.MapPost("/request-options", async (HttpContext context, PasskeySignIn passkeys, SessionCheck check) =>
        {
            // Open to everybody, so that the cookie has not been judged: one that is over must not tell whose it was.
            var person = await check.IsCurrentAsync(context.User, context.RequestAborted) ? context.User : new ClaimsPrincipal();
            return Results.Text(await passkeys.BeginAsync(person), "application/json");
        }).AllowAnonymous();
        group.MapPost("/sign-in", async (HttpContext context, PasskeySignIn passkeys) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var isIn = await passkeys.TryAsync(
                form["credential"].ToString(), context.Connection.RemoteIpAddress?.ToString(), context.RequestAborted);
            return isIn ? Results.NoContent() : Results.StatusCode(StatusCodes.Status403Forbidden);
        }).AllowAnonymous();
    }

    private static async ValueTask<object?> RequireFormAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        if (!await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context)) return Results.BadRequest();
        try
        {
            return await next(call);
        }
        catch (VodException refusal)
        {
            return Results.Text(refusal.Code.ToString(), statusCode: StatusCodes.Status403Forbidden);
        }
    }
}
