using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Accounts;

/// <summary>
/// The person behind the page: what components pass as the first argument of a use case. Scoped to the circuit (or to the
/// request while a page is rendered statically). Endpoints use <see cref="ActorExtensions.GetActor"/> instead.
/// </summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication)
{
    /// <summary>The remote address of the browser, told by the root component; for the audit log.</summary>
    public string? Address { get; set; }

    /// <summary>The signed-in person.</summary>
    /// <exception cref="VodException">Nobody is signed in any more.</exception>
    public async Task<Actor> GetAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return state.User.ToActor(Address) ?? throw new VodException(ErrorCode.NotSignedIn);
    }
}

/// <summary>Reads the signed-in person from a principal.</summary>
public static class ActorExtensions
{
    /// <summary>The person behind an authorised request.</summary>
    /// <exception cref="VodException">Nobody is signed in.</exception>
    public static Actor GetActor(this HttpContext context) =>
        context.User.ToActor(context.Connection.RemoteIpAddress?.ToString()) ?? throw new VodException(ErrorCode.NotSignedIn);

    internal static Actor? ToActor(this ClaimsPrincipal user, string? address) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? new Actor(id, user.Identity?.Name ?? id.ToString("N"), address, SessionId: user.FindSessionId())
            : null;

    /// <summary>The session that the cookie names; null in cookies of older versions.</summary>
    internal static Guid? FindSessionId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ConsoleCookie.SessionClaim), out var id) ? id : null;

    internal static Role? FindRole(this ClaimsPrincipal user) =>
        Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var role) ? role : null;
}
