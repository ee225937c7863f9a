namespace VodConsole.Web.Hosting;

/// <summary>
/// Refuses what another site makes a browser send with this site's cookie: opening a circuit (a WebSocket asks no permission
/// across sites) and every changing request. Forms carry an antiforgery token besides.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next)
{
    /// <summary>Goes on, or answers 403.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsForeign(context.Request) || !IsSensitive(context.Request)) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsSensitive(HttpRequest request) =>
        request.Path.StartsWithSegments("/_blazor")
        || (request.Cookies.ContainsKey(Accounts.ConsoleCookie.Name)
            && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method));

    // Browsers send Origin with every WebSocket and every changing request; programs need not.
    private static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, WithoutDefaultPort(request), StringComparison.OrdinalIgnoreCase));

    private static string WithoutDefaultPort(HttpRequest request) =>
        request.Host.Port is 80 or 443 ? request.Host.Host : request.Host.Value ?? "";
}
