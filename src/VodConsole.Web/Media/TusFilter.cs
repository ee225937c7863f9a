using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;

namespace VodConsole.Web.Media;

/// <summary>
/// What holds for each request of the protocol: its version, its headers, no other site behind it, no size limit of the
/// server's (the upload's own counts), and refusals as status codes.
/// </summary>
internal sealed class TusFilter(IOptions<UploadOptions> options) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        WriteHeaders(http);
        if (IsCrossSite(http.Request)) return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (!HttpMethods.IsOptions(http.Request.Method) && http.Request.Headers[TusHeader.TusResumable] != TusHeader.Version)
            return TusRefusal.BadVersion();
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;

        try
        {
            return await next(context);
        }
        catch (VodException refusal)
        {
            return TusRefusal.Of(refusal);
        }
        catch (Exception broken) when (http.RequestAborted.IsCancellationRequested && broken is IOException or OperationCanceledException)
        {
            // The sender has gone. What it sent is kept; there is nobody to answer.
            return TypedResults.Empty;
        }
        catch (BadHttpRequestException broken)
        {
            return TypedResults.StatusCode(broken.StatusCode);
        }
    }

    private void WriteHeaders(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers[TusHeader.TusResumable] = TusHeader.Version;
        headers["Tus-Version"] = TusHeader.Version;
        headers["Tus-Extension"] = TusHeader.Extensions;
        headers["Tus-Max-Size"] = options.Value.MaxBytes.ToString(CultureInfo.InvariantCulture);
        headers["Tus-Checksum-Algorithm"] = string.Join(',', PartChecksum.Algorithms);
        headers.CacheControl = "no-store";
    }

    // Browsers name the site behind a request on secure origins; CrossSiteGuard looks at Origin, which all of them send.
    // What counts of a request with a pass is the pass, which no browser sends by itself.
    private static bool IsCrossSite(HttpRequest request) => !UploadPassHandler.BringsPass(request)
        && request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } and not "same-origin";
}
