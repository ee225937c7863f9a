using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using VodConsole.Core.Accounts;

namespace VodConsole.Web.Accounts;

/// <summary>
/// What a browser holds between the first and the second step of a sign-in: whose password was right, in a cookie of its own that
/// opens no page and ends soon. In contrast to <see cref="ConsoleCookie"/> it is no session.
/// </summary>
internal static class PendingSignIn
{
    /// <summary>Name of the scheme and of the cookie.</summary>
    public const string Scheme = "vod-second-step";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private const string StampClaim = "vod:stamp";

    /// <summary>Configures the cookie.</summary>
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Scheme;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = false;
    }

    /// <summary>Remembers that the first step was done.</summary>
    public static Task SaveAsync(HttpContext context, VodUser user)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, user.Id.ToString("N")), new Claim(StampClaim, user.SecurityStamp!)], Scheme);
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    /// <summary>Whose first step was done, and the security stamp at that time; null for nobody's.</summary>
    public static async Task<(string UserId, string Stamp)?> FindAsync(HttpContext context)
    {
        var found = await context.AuthenticateAsync(Scheme);
        return found.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && found.Principal.FindFirstValue(StampClaim) is { } stamp
            ? (id, stamp)
            : null;
    }

    /// <summary>Forgets it.</summary>
    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Scheme);
}
