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
        var decision = await JudgeAsync(caller, action, request, cancellation);
        if (!decision.IsAllowed) throw new RpcException(RpcError.Forbidden);
        var role = caller.Session?.Role is { } assumed && assumed < decision.Role ? assumed : decision.Role!.Value;
        return caller with { Actor = caller.Actor with { Admitted = new AdmittedOperation(action.Name, role) } };
    }

    /// <summary>Whether the caller could also call another operation on a video: for what an answer tells only some.</summary>
    public async Task<bool> MayAsync(ApiCaller caller, string operation, Guid videoId, CancellationToken cancellation)
    {
        var address = IPAddress.TryParse(caller.Actor.Address, out var from) ? from : null;
        var request = new PolicyRequest(
            PolicyActions.Of(RpcAction.Vod, operation), PolicyResources.Video(videoId), address, clock.GetUtcNow().UtcDateTime);
        return (await guard.JudgeAsync(caller.Actor, caller.RightsMark, [request], LimitsOf(caller.Session), cancellation)).IsAllowed;
    }

    private async Task<AccessDecision> JudgeAsync(ApiCaller caller, RpcAction action, SignedRequest request, CancellationToken cancellation)
    {
        var session = caller.Session;
        // A playback credential is used by a player anywhere; what counts for it is the call that made it, and that this is still permitted.
        var isPlayback = session?.VideoId is not null;
        var name = PolicyActions.Of(action.Version, isPlayback ? nameof(GetVideoPlayAuth) : action.Name);
        var address = isPlayback ? IPAddress.TryParse(session!.IssuedTo, out var issued) ? issued : null : request.Address;
        var now = clock.GetUtcNow().UtcDateTime;
        var requests = action.Resources(request.Parameters).DefaultIfEmpty(PolicyResources.Everything).Distinct()
            .Select(resource => new PolicyRequest(name, resource, address, now)).ToList();
        return await guard.JudgeAsync(caller.Actor, caller.RightsMark, requests, LimitsOf(session), cancellation);
    }

    private static SessionRights? LimitsOf(ApiSession? session) => session is { Role: not null } or { Policy: not null }
        ? new SessionRights(session.Role, session.Policy is { } text ? PolicyParser.Parse(text) : null)
        : null;
}
