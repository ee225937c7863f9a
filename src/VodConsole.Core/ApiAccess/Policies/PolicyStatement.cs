using System.Net;

namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>What a statement does when it applies.</summary>
public enum PolicyEffect
{
    /// <summary>Permits, unless another statement denies.</summary>
    Allow,
    /// <summary>Denies, whatever else permits.</summary>
    Deny,
}

/// <summary>A statement of a policy. It applies when one of its actions, one of its resources and all of its conditions match.</summary>
/// <param name="Effect">What it does then.</param>
/// <param name="Actions">Patterns of actions, such as <c>vod:Get*</c>; letter case does not matter.</param>
/// <param name="Resources">Patterns of resources, such as <c>acs:vod:*:*:video/*</c>; letter case matters.</param>
/// <param name="Conditions">Conditions; empty for none.</param>
public sealed record PolicyStatement(
    PolicyEffect Effect, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, IReadOnlyList<PolicyCondition> Conditions)
{
    /// <summary>Whether it applies.</summary>
    public bool AppliesTo(PolicyRequest request) =>
        Actions.Any(pattern => Wildcard.Matches(pattern, request.Action, ignoreCase: true))
        && Resources.Any(pattern => Wildcard.Matches(pattern, request.Resource, ignoreCase: false))
        && Conditions.All(condition => condition.Holds(request));
}

/// <summary>A condition of a statement: an operator on the source address or the time, with its values.</summary>
public abstract record PolicyCondition
{
    private PolicyCondition()
    {
    }

    /// <summary>Whether it holds.</summary>
    public abstract bool Holds(PolicyRequest request);

    /// <summary><c>IpAddress</c> and <c>NotIpAddress</c> on <c>acs:SourceIp</c>. A request without an address is in no network.</summary>
    /// <param name="Networks">The networks.</param>
    /// <param name="IsInside">True for <c>IpAddress</c>: the address lies in one of them. False: it lies in none.</param>
    public sealed record Source(IReadOnlyList<IPNetwork> Networks, bool IsInside) : PolicyCondition
    {
        /// <inheritdoc/>
        public override bool Holds(PolicyRequest request) =>
            (request.Address is { } address && Networks.Any(network => network.Contains(Plain(address)))) == IsInside;

        private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    /// <summary><c>DateLessThan</c> and <c>DateGreaterThan</c> on <c>acs:CurrentTime</c>. Of several values one suffices.</summary>
    /// <param name="Times">The times, UTC.</param>
    /// <param name="IsBefore">True for <c>DateLessThan</c>.</param>
    public sealed record Time(IReadOnlyList<DateTime> Times, bool IsBefore) : PolicyCondition
    {
        /// <inheritdoc/>
        public override bool Holds(PolicyRequest request) =>
            Times.Any(time => IsBefore ? request.At < time : request.At > time);
    }
}

/// <summary>What is judged.</summary>
/// <param name="Action">The operation, such as <c>vod:GetVideoInfo</c>; see <see cref="PolicyActions"/>.</param>
/// <param name="Resource">What it is done to; see <see cref="PolicyResources"/>.</param>
/// <param name="Address">Where the request comes from; null when that is not known.</param>
/// <param name="At">When, UTC.</param>
public sealed record PolicyRequest(string Action, string Resource, IPAddress? Address, DateTime At);
