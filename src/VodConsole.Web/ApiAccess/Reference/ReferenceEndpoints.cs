using System.Text.Encodings.Web;
using System.Text.Json;

namespace VodConsole.Web.ApiAccess.Reference;

/// <summary>What the API page links to.</summary>
internal static class ReferenceEndpoints
{
    /// <summary>The OpenAPI document.</summary>
    public const string OpenApiPath = "/api/openapi.json";

    // Words as they are, not as escapes; it is data and never part of a page.
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Maps the document. Anybody may read it: tools have no session, and it says nothing that the sources do not.</summary>
    public static void MapApiReference(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(OpenApiPath, Write).AllowAnonymous();

    private static IResult Write(HttpContext context, OperationReference reference)
    {
        context.Response.Headers.CacheControl = "no-store";
        var document = OpenApiWriter.Write(reference, $"{context.Request.Scheme}://{context.Request.Host}");
        return Results.Text(document.ToJsonString(Json), "application/json", System.Text.Encoding.UTF8);
    }
}
