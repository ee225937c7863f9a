using VodConsole.Core.Accounts;

namespace VodConsole.Core.ApiAccess;

/// <summary>Who signed a request.</summary>
/// <param name="Actor">The account, as every use case takes it.</param>
/// <param name="AccessKeyId">The access key.</param>
/// <param name="Session">The limits of a temporary key; null for an access key of its own right.</param>
/// <param name="RightsMark">The <see cref="Accounts.RightsMark"/> when the request used its nonce: its rights are those of that moment.</param>
/// <param name="EndsAt">When a temporary key ends, UTC; null for an access key of its own right.</param>
public sealed record ApiCaller(Actor Actor, string AccessKeyId, ApiSession? Session, Guid RightsMark, DateTime? EndsAt = null)
{
    /// <summary>How long what the caller is given may last: a temporary key begets nothing that outlives it.</summary>
    /// <param name="wanted">How long it should.</param>
    /// <param name="now">The time, UTC.</param>
    public TimeSpan Within(TimeSpan wanted, DateTime now) => EndsAt - now is { } left && left < wanted ? left : wanted;

    /// <summary>A session for something that the caller is given: whose it is, and what narrows the caller narrows it.</summary>
    /// <param name="actions">Operations that it allows.</param>
    /// <param name="videoId">The one video that it is for.</param>
    public ApiSession Derive(IReadOnlyList<string> actions, Guid videoId) =>
        new(Actor.UserId!.Value, Actor.Name, actions, videoId, Actor.Address, Session?.Role, Session?.Policy);
}
