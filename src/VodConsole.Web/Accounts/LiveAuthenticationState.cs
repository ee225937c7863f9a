using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace VodConsole.Web.Accounts;

/// <summary>
/// Ends an open page soon after its person was locked, given another role, or changed the password elsewhere. Operations of the
/// locked are refused at once by the access guard; this is what makes the page leave.
/// </summary>
internal sealed class LiveAuthenticationState(ILoggerFactory logs, SessionCheck session, TimeProvider clock)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    private SessionPatience? patience;

    /// <summary>How long a page may outlive its rights, at most.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => Interval;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        patience ??= new SessionPatience(stop => session.IsCurrentAsync(authenticationState.User, stop), clock);
        return patience.MayStayAsync(cancellationToken);
    }
}
