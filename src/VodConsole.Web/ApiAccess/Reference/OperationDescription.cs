using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Protocol.Actions;
using VodConsole.Protocol.Signing;

namespace VodConsole.Web.ApiAccess.Reference;

/// <summary>An operation as people and documents are told of it.</summary>
public sealed class OperationDescription
{
    private readonly RpcAction? action;

    internal OperationDescription(ContractOperation operation, RpcAction? action) => (Operation, this.action) = (operation, action);

    /// <summary>Its name, version and group.</summary>
    public ContractOperation Operation { get; }

    /// <summary>As clients send it.</summary>
    public string Name => Operation.Name;

    /// <summary>The version that it belongs to.</summary>
    public string Version => Operation.Version;

    /// <summary>Whether it can be called.</summary>
    public bool IsBuilt => action is not null;

    /// <summary>What it reads; none while it is not built.</summary>
    internal IReadOnlyList<RpcParameter> Parameters => action?.Parameters ?? [];

    /// <summary>What policies call it.</summary>
    public string PolicyAction => PolicyActions.Of(Version, Name);

    /// <summary>The permission that a role needs for it; null for what only administrators may.</summary>
    public Permission? Permission => PolicyActions.PermissionOf(PolicyAction);

    /// <summary>The roles that may call it.</summary>
    public IEnumerable<Role> Roles => Enum.GetValues<Role>()
        .Where(role => Permission is { } permission ? role.Allows(permission) : role == Role.Administrator);

    /// <summary>What it is done to, as policies name it, for a call with the examples of its parameters.</summary>
    public IReadOnlyList<string> Resources
    {
        get
        {
            var examples = Parameters.Where(parameter => parameter.Example.Length > 0)
                .Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Example));
            return [.. action?.Resources(RequestParameters.Of(examples)).DefaultIfEmpty(PolicyResources.Everything).Distinct() ?? []];
        }
    }
}
