using System.Globalization;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Media;

/// <summary>
/// Resumable uploads by tus 1.0 (core, creation, creation-with-upload, creation-defer-length, checksum, expiration, termination) at
/// <c>/uploads</c>. The protocol only; what an upload is and who may touch it is decided by <see cref="Uploads"/>. A part comes from somebody
/// signed in, or from a client of any site with a pass for this one upload (<see cref="UploadPassHandler"/>).
/// </summary>
internal static class TusEndpoints
{
    public const string Root = "/uploads";

    /// <summary>Maps the protocol.</summary>
    public static IEndpointRouteBuilder MapUploads(this IEndpointRouteBuilder endpoints)
    {
        var uploads = endpoints.MapGroup(Root).AddEndpointFilter<TusFilter>();
        // A pass begins no upload; the scheme is there for what it answers to somebody who is not let in.
        var all = uploads.MapGroup("/").RequireAuthorization(new RequirePermissionAttribute(Permission.EditMedia))
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(UploadPassHandler.PassOrSession).RequireAuthenticatedUser());
        all.MapMethods("/", [HttpMethods.Options], Options);
        all.MapPost("/", CreateAsync).DisableAntiforgery();
        var one = uploads.MapGroup("/{id}").RequireCors(UploadPassHandler.CorsPolicy).RequireAuthorization(
            policy => policy.AddAuthenticationSchemes(UploadPassHandler.PassOrSession).RequireAuthenticatedUser());
        one.MapMethods("/", [HttpMethods.Options], Options);
        one.MapMethods("/", [HttpMethods.Head, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Post], OneAsync).DisableAntiforgery();
        return endpoints;
    }

    // Answered by the filter's headers alone.
    private static Microsoft.AspNetCore.Http.HttpResults.NoContent Options() => TypedResults.NoContent();

    private static async Task<IResult> CreateAsync(HttpContext context, UploadBegin begin, Uploads uploads)
    {
        var request = context.Request;
        if (!TusHeader.TryLength(request, out var length)) return TusRefusal.BadHeader(TusHeader.UploadLength);
        var metadata = TusMetadata.Parse(request.Headers[TusHeader.UploadMetadata].ToString());
        var carriesPart = request.ContentType == TusHeader.PartType;
        if (carriesPart && !TusHeader.TryChecksum(request, out _)) return TusRefusal.BadHeader(TusHeader.UploadChecksum);

        var actor = context.GetActor();
        var state = await begin.RunAsync(actor, metadata.ToUpload(length), context.RequestAborted);
        context.Response.Headers.Location = $"{Root}/{state.Id:N}";
        TusHeader.WriteExpiry(context.Response, state);
        if (carriesPart) state = await AppendAsync(context, uploads, actor, state.Id, 0);
        TusHeader.WriteOffset(context.Response, state);
        return TypedResults.StatusCode(StatusCodes.Status201Created);
    }

    private static async Task<IResult> OneAsync(HttpContext context, string id, Uploads uploads)
    {
        if (!Guid.TryParseExact(id, "N", out var upload)) throw new VodException(ErrorCode.UploadNotFound);
        // The protocol asks for this header to win over the method, for clients that cannot send PATCH.
        var method = context.Request.Headers["X-HTTP-Method-Override"].ToString() is { Length: > 0 } instead
            ? instead.ToUpperInvariant() : context.Request.Method;
        var actor = UploadPassHandler.ActorOf(context);
        return method switch
        {
            "HEAD" => await HeadAsync(context, uploads, actor, upload),
            "PATCH" => await PatchAsync(context, uploads, actor, upload),
            "DELETE" => await DeleteAsync(context, uploads, actor, upload),
            _ => TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed),
        };
    }

    private static async Task<IResult> HeadAsync(HttpContext context, Uploads uploads, Actor actor, Guid id)
    {
        var state = await uploads.FindAsync(actor, id, context.RequestAborted);
        TusHeader.WriteOffset(context.Response, state);
        TusHeader.WriteExpiry(context.Response, state);
        if (state.Length is { } length) context.Response.Headers[TusHeader.UploadLength] = length.ToString(CultureInfo.InvariantCulture);
        else context.Response.Headers[TusHeader.UploadDeferLength] = "1";
        if (state.Metadata is { } metadata) context.Response.Headers[TusHeader.UploadMetadata] = metadata;
        return TypedResults.Ok();
    }

    private static async Task<IResult> PatchAsync(HttpContext context, Uploads uploads, Actor actor, Guid id)
    {
        if (context.Request.ContentType != TusHeader.PartType) return TusRefusal.BadPartType();
        if (TusHeader.Number(context.Request, TusHeader.UploadOffset) is not { } offset) return TusRefusal.BadHeader(TusHeader.UploadOffset);
        if (!TusHeader.TryChecksum(context.Request, out _)) return TusRefusal.BadHeader(TusHeader.UploadChecksum);
        if (context.Request.Headers.ContainsKey(TusHeader.UploadLength) && TusHeader.Number(context.Request, TusHeader.UploadLength) is null)
            return TusRefusal.BadHeader(TusHeader.UploadLength);

        var state = await AppendAsync(context, uploads, actor, id, offset);
        TusHeader.WriteOffset(context.Response, state);
        TusHeader.WriteExpiry(context.Response, state);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, Uploads uploads, Actor actor, Guid id)
    {
        await uploads.TerminateAsync(actor, id, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static Task<UploadState> AppendAsync(HttpContext context, Uploads uploads, Actor actor, Guid id, long offset)
    {
        TusHeader.TryChecksum(context.Request, out var checksum);
        var part = new UploadPart(offset, context.Request.Body) 
        {
            Length = context.Request.ContentLength, Total = TusHeader.Number(context.Request, TusHeader.UploadLength), Checksum = checksum,
        };
        // Not RequestAborted: it is set while received bytes still wait to be read, and those are to be kept.
        return uploads.AppendAsync(actor, id, part, CancellationToken.None);
    }
}
