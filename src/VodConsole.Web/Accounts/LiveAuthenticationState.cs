using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using VodConsole.Data;

namespace VodConsole.Web.Accounts;

/// <summary>
/// Ends an open page soon after its person was locked, given another role, or changed the password elsewhere. Operations are
/// refused at once by the access guard; this is what makes the page leave.
/// </summary>
internal sealed class LiveAuthenticationState(ILoggerFactory logs, SessionCheck session)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    /// <summary>How long a page may outlive its rights, at most.</summary>
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            return await session.IsCurrentAsync(authenticationState.User, cancellationToken);
        }
        catch (Exception failure) when (DatabaseFaults.IsPassing(failure))
        {
            // Not known is not ended: whoever acts meanwhile is refused by the guard, and a page that left would lose what was written in it.
            return true;
        }
    }
}
