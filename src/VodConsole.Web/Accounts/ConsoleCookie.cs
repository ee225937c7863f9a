using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using VodConsole.Core.Accounts;

namespace VodConsole.Web.Accounts;

/// <summary>The session cookie: how long it lives, when it is refused, and what happens to a request without one.</summary>
internal static class ConsoleCookie
{
    /// <summary>The cookie's name.</summary>
    public const string Name = "vod-session";

    /// <summary>The claim that names the session's row, <see cref="SignInSession.Id"/>.</summary>
    public const string SessionClaim = "vod:session";

    /// <summary>A session ends after this long without a request, ...</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromHours(8);

    /// <summary>... and in any case this long after its sign-in, however often it was renewed.</summary>
    public static readonly TimeSpan AbsoluteLimit = SignInSessions.Lifetime;

    private const string SignedInAt = "vod.signed-in";

    /// <summary>Configures the cookie.</summary>
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = IdleLimit;
        options.SlidingExpiration = true;
        options.LoginPath = "/account/sign-in";
        options.AccessDeniedPath = "/account/access-denied";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnSigningIn = RememberSignIn;
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = context => RedirectPagesOnly(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => RedirectPagesOnly(context, StatusCodes.Status403Forbidden);
    }

    private static Task RememberSignIn(CookieSigningInContext context)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        context.Properties.Items[SignedInAt] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        // What is open to everybody needs no query: scripts, styles, segments.
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null) return;

        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var isFresh = context.Properties.Items.TryGetValue(SignedInAt, out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && now - DateTimeOffset.FromUnixTimeSeconds(seconds) < AbsoluteLimit;
        if (isFresh && await services.GetRequiredService<SessionCheck>().IsCurrentAsync(context.Principal!, context.HttpContext.RequestAborted))
            return;

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    // A program that is sent to a sign-in page reads HTML where it expected its own format.
    private static Task RedirectPagesOnly(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
