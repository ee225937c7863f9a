using System.Globalization;
using System.Net.Mime;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Downloads;

/// <summary>What the page of the key register downloads. Key files themselves have no address: they are handed out once, by the page.</summary>
internal static class KeyFileEndpoints
{
    /// <summary>The export; its parameters are those of the page.</summary>
    public const string ExportPath = "/settings/download/keys/export.csv";

    /// <summary>Maps the export.</summary>
    public static void MapKeyFiles(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(ExportPath, ExportAsync).RequireAuthorization(nameof(Permission.ViewDownloads));

    private static IResult ExportAsync(HttpContext context, [AsParameters] KeyFileQuery query, KeyFileExport export, TimeProvider clock)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"key-files-{clock.GetUtcNow():yyyyMMdd-HHmmss}.csv");
        context.Response.Headers.CacheControl = "no-store";
        return Results.Stream(
            output => export.WriteAsync(context.GetActor(), query.ToSearch(), output, context.RequestAborted), MediaTypeNames.Text.Csv, name);
    }
}
