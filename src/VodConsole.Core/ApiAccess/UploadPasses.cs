using VodConsole.Core.Accounts;

namespace VodConsole.Core.ApiAccess;

/// <summary>
/// What lets a client without an account bring the bytes of one video (<c>vod-contract.md</c> §6, <c>UploadAuth</c>): a temporary access key that
/// no operation of the API takes, and whose security token opens that video's upload. In contrast to other temporary keys nothing is signed
/// with it: the token itself goes with each part. Thread-safe.
/// </summary>
public sealed class UploadPasses(SecurityTokens tokens, AccessGuard guard, TimeProvider clock)
{
    /// <summary>How long one is valid at most; then the application asks for another.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3000);

    /// <summary>What one allows; no operation of the API is called that, so that its key signs none.</summary>
    public const string Operation = "upload";

    /// <summary>Makes one.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="caller">In whose name the bytes come, admitted to an operation of the API.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<TemporaryAccess> IssueAsync(Guid videoId, ApiCaller caller, CancellationToken cancellation) =>
        tokens.IssueAsync(caller.Derive([Operation], videoId), caller.Within(Lifetime, clock.GetUtcNow().UtcDateTime), cancellation);

    /// <summary>
    /// The account with the role that it has now, or the lesser one that was assumed, when the token is a pass for that video whose time is not over, and the account is neither gone nor
    /// locked; null otherwise. Never throws for a bad one.
    /// </summary>
    /// <param name="token">As it came.</param>
    /// <param name="videoId">The request's video.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<Actor?> AdmitAsync(string token, Guid videoId, CancellationToken cancellation)
    {
        if (await tokens.OpenAsync(token, cancellation) is not { } opened || opened.ExpiresAt <= clock.GetUtcNow().UtcDateTime
            || opened.Session is not { Actions: [Operation], VideoId: { } only } session || only != videoId)
            return null;
        var actor = new Actor(session.UserId, session.Name);
        return await guard.FindRoleAsync(actor, cancellation) is { } role
            ? actor with { Admitted = new AdmittedOperation(Operation, session.Role is { } assumed && assumed < role ? assumed : role) }
            : null;
    }
}
