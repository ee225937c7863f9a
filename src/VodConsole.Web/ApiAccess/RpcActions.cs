namespace VodConsole.Web.ApiAccess;

/// <summary>Every operation that there is, by version and name.</summary>
internal sealed class RpcActions(IEnumerable<RpcAction> actions)
{
    private readonly Dictionary<(string Version, string Name), RpcAction> byName =
        actions.ToDictionary(action => (action.Version, action.Name));

    /// <summary>All of them, in order of their names.</summary>
    public IReadOnlyList<RpcAction> All { get; } = [.. actions.OrderBy(action => action.Name, StringComparer.Ordinal)];

    /// <summary>Whether there is any operation of that version.</summary>
    public bool Knows(string version) => byName.Keys.Any(key => key.Version == version);

    /// <summary>The operation, or null.</summary>
    public RpcAction? Find(string version, string name) => byName.GetValueOrDefault((version, name));
}
