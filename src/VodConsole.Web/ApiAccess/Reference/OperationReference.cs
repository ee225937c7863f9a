using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Reference;

/// <summary>
/// Describes the API from what it is made of: the operations that there are, and those of the contract that there are not. The page and the
/// OpenAPI document read from here, so that an operation is described as soon as it is built.
/// </summary>
internal sealed class OperationReference(RpcActions actions)
{
    /// <summary>All of them, in the contract's order.</summary>
    public IReadOnlyList<OperationDescription> All { get; } =
        [.. ContractOperations.All.Select(operation => new OperationDescription(operation, actions.Find(operation.Version, operation.Name)))];

    /// <summary>The operation, by its name in any case; null when the product is not about any such.</summary>
    public OperationDescription? Find(string name) => All.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the gateway answers to a call of an operation that is not built.</summary>
    public RpcError RefusalOf(OperationDescription missing) =>
        actions.Knows(missing.Version) ? RpcError.ActionNotFound : RpcError.VersionInvalid;
}
