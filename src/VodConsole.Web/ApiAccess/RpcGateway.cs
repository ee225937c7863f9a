using System.Diagnostics;
using System.Text;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Data;
using VodConsole.Protocol.Actions;
using VodConsole.Protocol.Signing;

namespace VodConsole.Web.ApiAccess;

/// <summary>
/// The API's one door: <c>/</c> for requests that carry <c>x-acs-action</c>, <c>Action</c>, or a form. It reads, authenticates, runs the
/// operation and writes the answer; every way out is an answer of the contract with a request id.
/// </summary>
internal sealed partial class RpcGateway(
    RpcActions actions, ApiAuthenticator authenticator, VideoReferences references, OperationAccess access, ILogger<RpcGateway> log)
{
    private const int ClaimLimit = 64;

    // A request that lacks one of them by mistake is told so in the API's words, and not shown the console's sign-in.
    private static readonly string[] InQuery = ["Action", SignatureV1.Parameter, "AccessKeyId"];

    private const string AllowedHeaders =
        "X-Requested-With, X-Sequence, _aop_secret, _aop_signature, x-acs-action, x-acs-version, x-acs-date, x-acs-signature-nonce, "
        + "x-acs-content-sha256, x-acs-security-token, x-acs-accesskey-id, x-acs-credentials-provider, Authorization, Content-Type";

    /// <summary>Whether a request is for the API.</summary>
    public static bool IsFor(HttpContext context) =>
        context.Request.Path.Value is null or "" or "/"
        && (context.Request.Headers.ContainsKey("x-acs-action") || InQuery.Any(context.Request.Query.ContainsKey)
            || HttpMethods.IsPost(context.Request.Method)
            || context.Request.Headers.AccessControlRequestHeaders.ToString().Contains("x-acs-action", StringComparison.OrdinalIgnoreCase));

    /// <summary>Answers.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var requestId = Guid.NewGuid().ToString().ToUpperInvariant();
        Permit(context.Response, requestId);
        if (HttpMethods.IsOptions(context.Request.Method)) return;

        var (action, key, isXml) = (ClaimedAction(context.Request), "", WantsXml(context.Request));
        byte[] body = [];
        RpcRequest? request = null;
        var started = Stopwatch.GetTimestamp();
        RpcError error;
        try
        {
            body = await RpcRequest.ReadBodyAsync(context.Request, context.RequestAborted);
            request = RpcRequest.Read(context, body);
            (action, key) = (request.Action, ClaimedKey(request.Signed));
            if (request.Signed.Parameters["Format"] is { Length: > 0 } format) isXml = IsXml(format);
            var answer = await RunAsync(context, request);
            await RpcAnswer.WriteAsync(context, RpcAnswer.Of(answer, requestId), $"{action}Response", isXml);
            LogDone(action, requestId, key, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return;
        }
        catch (RpcException refusal)
        {
            error = refusal.Error;
        }
        catch (VodException refusal)
        {
            error = RpcRefusals.Of(refusal);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            // Whatever it was, the client gets an answer that it can read, and the log gets the rest.
            LogFailed(failure, action, requestId, key);
            error = DatabaseFaults.IsPassing(failure) ? RpcError.Unavailable : RpcError.Internal;
        }

        if (request is null) isXml = isXml && !MeansJson(context.Request, body);
        LogRefused(action, requestId, key, error.Code);
        context.Response.StatusCode = error.Status;
        await RpcAnswer.WriteAsync(context, RpcAnswer.Of(error, requestId, context.Request.Host.Value ?? ""), "Error", isXml);
    }

    private async Task<object> RunAsync(HttpContext context, RpcRequest request)
    {
        if (request.Action.Length == 0) throw new RpcException(RpcError.Missing("Action"));
        if (request.Version.Length == 0) throw new RpcException(RpcError.Missing("Version"));
        if (!actions.Knows(request.Version)) throw new RpcException(RpcError.VersionInvalid);
        var action = actions.Find(request.Version, request.Action) ?? throw new RpcException(RpcError.ActionNotFound);
        var caller = await authenticator.AuthenticateAsync(request.Signed, context.RequestAborted);
        if (caller.Session?.Actions is { } only && !only.Contains(action.Name)) throw new RpcException(RpcError.Forbidden);
        var videos = await NamedVideos.FindAsync(action, request.Signed.Parameters, references, context.RequestAborted);
        caller = await access.AdmitAsync(caller, action, request.Signed with { Parameters = videos.Judged }, context.RequestAborted);
        foreach (var parameter in action.Parameters)
            if (parameter.IsRequired && string.IsNullOrEmpty(request.Signed.Parameters[parameter.Name]))
                throw new RpcException(RpcError.Missing(parameter.Name));
        var call = new RpcCall(caller, request.Signed.Parameters, $"{context.Request.Scheme}://{context.Request.Host}", videos);
        return await action.RunAsync(call, context.RequestAborted);
    }

    // Who says to ask, believed or not: a refusal is traced by it.
    private static string ClaimedKey(SignedRequest request)
    {
        var claimed = request.Header("authorization") is { } header ? V3Authorization.Parse(header)?.AccessKeyId : request.Parameters["AccessKeyId"];
        return Short(claimed);
    }

    private static string ClaimedAction(HttpRequest request) => Short(
        request.Headers.TryGetValue("x-acs-action", out var named) ? named.ToString() : request.Query["Action"].ToString());

    private static string Short(string? claimed) => claimed is null ? "" : claimed.Length <= ClaimLimit ? claimed : claimed[..ClaimLimit];

    private static void Permit(HttpResponse response, string requestId)
    {
        response.Headers["x-acs-request-id"] = requestId;
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlAllowMethods = "POST, GET, OPTIONS, PUT, DELETE";
        response.Headers.AccessControlAllowHeaders = AllowedHeaders;
        response.Headers.AccessControlExposeHeaders = "x-acs-request-id";
        response.Headers.AccessControlMaxAge = "172800";
    }

    // Version 1 says it in a parameter and means XML where it says nothing; version 3 says it in the header Accept and means JSON.
    private static bool WantsXml(HttpRequest request) => request.Headers.Authorization.Count > 0
        ? request.Headers.Accept.ToString().Contains("xml", StringComparison.OrdinalIgnoreCase)
        : !request.QueryString.Value!.Contains("Format=JSON", StringComparison.OrdinalIgnoreCase);

    // What did not read cannot say its format as others do; the public clients that sign the query send this header and read JSON alone.
    private static bool MeansJson(HttpRequest request, byte[] body) =>
        request.Headers.ContainsKey("x-acs-action") || Encoding.Latin1.GetString(body).Contains("Format=JSON", StringComparison.OrdinalIgnoreCase);

    private static bool IsXml(string format) => format.ToUpperInvariant() switch
    {
        "XML" => true,
        "JSON" => false,
        _ => throw new RpcException(RpcError.FormatInvalid),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "API {Action} {RequestId} by {AccessKeyId} answered in {Milliseconds:0.0} ms.")]
    private partial void LogDone(string action, string requestId, string accessKeyId, double milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "API {Action} {RequestId} by {AccessKeyId} refused: {Code}.")]
    private partial void LogRefused(string action, string requestId, string accessKeyId, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "API {Action} {RequestId} by {AccessKeyId} failed.")]
    private partial void LogFailed(Exception failure, string action, string requestId, string accessKeyId);
}
