using System.Text.RegularExpressions;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Refusals;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Makes a temporary access key with the rights of a role at most, and never more than the account's own. Fields of the
/// public documentation of STS 2015-04-01.
/// </summary>
internal sealed partial class AssumeRole(RoleAssumption assumption) : RpcAction
{
    private const long Least = 900, Most = 3600;

    /// <inheritdoc/>
    public override string Version => Sts;

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("RoleArn", IsRequired: true, Example: $"acs:ram::{PolicyResources.Account}:role/auditor"),
        new("RoleSessionName", IsRequired: true, Example: "alice"),
        new("DurationSeconds", RpcParameterKind.Integer, Example: "3600") { Least = Least, Most = Most, Default = "3600" },
        new("Policy", Example: """{"Version":"1","Statement":[{"Effect":"Allow","Action":"vod:GetPlayInfo","Resource":"*"}]}"""),
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        // A temporary access key begets none, so that its time cannot be stretched.
        if (call.Caller.Session is not null) throw new RpcException(RpcError.Forbidden);
        var arn = call.RequiredText("RoleArn");
        if (!Arn().IsMatch(arn)) throw new RpcException(RpcError.InvalidParameter("RoleArn", $"Write acs:ram::{PolicyResources.Account}:role/ and the name of a role."));
        if (!Enum.TryParse<Role>(arn[(arn.IndexOf('/', StringComparison.Ordinal) + 1)..], ignoreCase: true, out var role))
            throw new RpcException(new RpcError("EntityNotExist.Role", 404, "The specified role does not exist."));
        var name = call.RequiredText("RoleSessionName");
        if (!SessionName().IsMatch(name)) throw new RpcException(RpcError.InvalidParameter("RoleSessionName", "It has 2 to 64 letters, digits, and characters of .@-_."));
        var lifetime = TimeSpan.FromSeconds(call.Integer("DurationSeconds", Least, Most) ?? Most);
        var access = await RunAsync(call, role, name, lifetime, cancellation);
        return new
        {
            Credentials = new
            {
                AccessKeyId = access.Id, AccessKeySecret = access.Secret, SecurityToken = access.Token, Expiration = RpcCall.Write(access.ExpiresAt),
            },
            AssumedRoleUser = new
            {
                Arn = $"acs:ram::{PolicyResources.Account}:role/{role.ToString().ToLowerInvariant()}/{name}",
                AssumedRoleId = $"{(int)role + 1}:{name}",
            },
        };
    }

    private async Task<TemporaryAccess> RunAsync(RpcCall call, Role role, string name, TimeSpan lifetime, CancellationToken cancellation)
    {
        try
        {
            return await assumption.RunAsync(call.Actor, role, name, lifetime, call.Text("Policy"), cancellation);
        }
        catch (VodException refusal) when (refusal.Code.ToString().StartsWith("Policy", StringComparison.Ordinal))
        {
            throw new RpcException(RpcError.InvalidParameter("Policy", refusal.Message));
        }
    }

    [GeneratedRegex("^acs:ram::[0-9]*:role/[A-Za-z]{1,40}$")]
    private static partial Regex Arn();

    [GeneratedRegex(@"^[A-Za-z0-9.@_-]{2,64}$")]
    private static partial Regex SessionName();
}
