using System.Net;
using VodConsole.Protocol.Signing;

namespace VodConsole.Core.ApiAccess;

/// <summary>An RPC request as far as its signature is concerned.</summary>
public sealed record SignedRequest
{
    /// <summary>The HTTP method, in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The operation's name.</summary>
    public required string Action { get; init; }

    /// <summary>Parameters of query and form.</summary>
    public required RequestParameters Parameters { get; init; }

    /// <summary>Parameters of the query string alone.</summary>
    public required RequestParameters Query { get; init; }

    /// <summary>A header's value, or null.</summary>
    public required Func<string, string?> Header { get; init; }

    /// <summary>SHA-256 of the body in lower-case hex.</summary>
    public required string BodyHash { get; init; }

    /// <summary>Where it came from.</summary>
    public required IPAddress? Address { get; init; }
}
