using System.Net;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Protocol.Actions;
using VodConsole.Web.ApiAccess.Actions;

namespace VodConsole.Web.ApiAccess;

/// <summary>
/// Judges a signed call by the policies of its account: the operation's own name, the things it names, where it comes from, and
/// now. What use cases ask for beyond that is the role's.
/// </summary>
internal sealed class OperationAccess(AccessGuard guard, TimeProvider clock)
{
    /// <summary>The caller, admitted to the operation.</summary>
    /// <exception cref="RpcException">Not admitted.</exception>
    public async Task<ApiCaller> AdmitAsync(ApiCaller caller, RpcAction action, SignedRequest request, CancellationToken cancellation)
    {
        var session = caller.Session;
        // A playback credential is used by a player anywhere; what counts for it is the call that made it, and that this is still permitted.
        var isPlayback = session?.VideoId is not null;
        var name = PolicyActions.Of(action.Version, isPlayback ? nameof(GetVideoPlayAuth) : action.Name);
        var address = isPlayback ? IPAddress.TryParse(session!.IssuedTo, out var issued) ? issued : null : request.Address;
        var now = clock.GetUtcNow().UtcDateTime;
        var requests = action.Resources(request.Parameters).DefaultIfEmpty(PolicyResources.Everything).Distinct()
            .Select(resource => new PolicyRequest(name, resource, address, now)).ToList();
        var limits = session is { Role: not null } or { Policy: not null }
            ? new SessionRights(session.Role, session.Policy is { } text ? PolicyParser.Parse(text) : null)
            : null;
        var decision = await guard.JudgeAsync(caller.Actor, caller.RightsMark, requests, limits, cancellation);
        return decision.IsAllowed
            ? caller with { Actor = caller.Actor with { Admitted = new AdmittedOperation(action.Name, decision.Role!.Value) } }
            : throw new RpcException(RpcError.Forbidden);
    }
}
