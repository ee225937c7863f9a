using VodConsole.Protocol.Actions;

namespace VodConsole.Core.ApiAccess;

/// <summary>A request of the API is refused for a reason that only the API knows, such as its signature. Rules that all front ends share are <c>VodException</c>s.</summary>
/// <param name="error">What the client is told.</param>
public sealed class RpcException(RpcError error) : Exception(error.Code)
{
    /// <summary>What the client is told.</summary>
    public RpcError Error { get; } = error;
}
