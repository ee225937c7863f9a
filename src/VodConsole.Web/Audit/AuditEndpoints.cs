using System.Globalization;
using System.Net.Mime;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components;

namespace VodConsole.Web.Audit;

/// <summary>What the audit page downloads.</summary>
internal static class AuditEndpoints
{
    /// <summary>The export; its parameters are those of the page.</summary>
    public const string ExportPath = "/security/audit/export.csv";

    /// <summary>Maps the export.</summary>
    public static void MapAudit(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(ExportPath, ExportAsync).RequireAuthorization(nameof(Permission.ViewAudit));

    private static IResult ExportAsync(HttpContext context, [AsParameters] AuditQuery query, AuditExport export, TimeProvider clock)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"audit-{clock.GetUtcNow():yyyyMMdd-HHmmss}.csv");
        context.Response.Headers.CacheControl = "no-store";
        return Results.Stream(
            output => export.WriteAsync(context.GetActor(), query.ToFilter(Viewer.Of(context)), output, context.RequestAborted),
            MediaTypeNames.Text.Csv, name);
    }
}
