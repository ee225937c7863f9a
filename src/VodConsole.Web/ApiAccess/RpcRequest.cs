using System.Buffers;
using VodConsole.Core.ApiAccess;
using VodConsole.Protocol.Actions;
using VodConsole.Protocol.Signing;

namespace VodConsole.Web.ApiAccess;

/// <summary>A request as it came, read and taken apart but not believed.</summary>
/// <param name="Action">The operation's name; empty when there is none.</param>
/// <param name="Version">The version; empty when there is none.</param>
/// <param name="Signed">What its signature covers.</param>
internal sealed record RpcRequest(string Action, string Version, SignedRequest Signed)
{
    /// <summary>Bytes of a body at most.</summary>
    public const int BodyLimit = 1024 * 1024;

    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>Takes a request apart.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">From <see cref="ReadBodyAsync"/>.</param>
    /// <exception cref="RpcException">It does not read.</exception>
    public static RpcRequest Read(HttpContext context, byte[] body)
    {
        var request = context.Request;
        string? Header(string name) => request.Headers.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;
        var isForm = Header("content-type")?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) == true;
        var query = request.QueryString.Value is { Length: > 0 } text ? text[1..] : "";
        if (RequestParameters.Read(query, isForm ? body : [], out var parameters) is { } fault) throw new RpcException(ErrorOf(fault));
        if (RequestParameters.Read(query, [], out var inQuery) is { } queryFault) throw new RpcException(ErrorOf(queryFault));
        // By the query signature the parameters are signed and the headers are not; by the header signature it is the other way round.
        var isV3 = Header("authorization") is not null;
        var action = (isV3 ? Header("x-acs-action") : parameters["Action"]) ?? "";
        var version = (isV3 ? Header("x-acs-version") : parameters["Version"]) ?? "";
        return new RpcRequest(action, version, new SignedRequest
        {
            Method = request.Method, Action = action, Parameters = parameters, Query = inQuery, Header = Header,
            BodyHash = SignatureV3.HashOf(body), Address = context.Connection.RemoteIpAddress,
        });
    }

    private static RpcError ErrorOf(ParameterFault fault) => fault.Kind switch
    {
        ParameterFaultKind.Repeated or ParameterFaultKind.TooLong => RpcError.Invalid(fault.Name),
        _ => RpcError.RequestMalformed,
    };

    /// <summary>Reads the body of a request of a method that there is.</summary>
    /// <exception cref="RpcException">Another method, a body that is too large or does not read.</exception>
    public static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsPost(request.Method)) throw new RpcException(RpcError.MethodUnsupported);
        if (request.ContentLength > BodyLimit) throw new RpcException(RpcError.BodyTooLarge);
        try
        {
            var read = await request.BodyReader.ReadAtLeastAsync(BodyLimit + 1, cancellation);
            var body = read.Buffer.Length > BodyLimit ? null : read.Buffer.ToArray();
            // Also of a body that is refused: the server reads on to find the next request.
            request.BodyReader.AdvanceTo(read.Buffer.End);
            return body ?? throw new RpcException(RpcError.BodyTooLarge);
        }
        catch (BadHttpRequestException)
        {
            // Broken chunking, or a body that is shorter than it says.
            throw new RpcException(RpcError.RequestMalformed);
        }
    }
}
