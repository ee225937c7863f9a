using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Media;

/// <summary>
/// Lets in who brings, as <c>Authorization: Bearer</c>, an <see cref="UploadPasses">upload pass</see> for the upload that the address names. Where there is
/// a pass no cookie is looked at, and where there is none the console's session counts.
/// </summary>
internal sealed class UploadPassHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, UploadPasses passes)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>The scheme of endpoints that take either: a pass or a session.</summary>
    public const string PassOrSession = "upload-pass-or-session";

    /// <summary>The rule that lets clients of other sites in, without cookies.</summary>
    public const string CorsPolicy = "uploads";

    private const string Pass = "upload-pass";
    private const string Prefix = "Bearer ";

    /// <summary>Whether the request brings a pass, good or bad.</summary>
    public static bool BringsPass(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Who sends a part.</summary>
    public static Actor ActorOf(HttpContext context) => context.User.Identity?.AuthenticationType == Pass
        ? context.GetActor() with { Admitted = new AdmittedOperation(UploadPasses.Operation, context.User.FindRole()!.Value) }
        : context.GetActor();

    /// <summary>Adds the schemes.</summary>
    public static void Register(IServiceCollection services) => services.AddAuthentication()
        .AddScheme<AuthenticationSchemeOptions, UploadPassHandler>(Pass, null)
        .AddPolicyScheme(PassOrSession, null, scheme =>
        {
            scheme.ForwardDefaultSelector = context => BringsPass(context.Request) ? Pass : IdentityConstants.ApplicationScheme;
            scheme.ForwardChallenge = Pass;
        });

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!BringsPass(Request)) return AuthenticateResult.NoResult();
        var token = Request.Headers.Authorization.ToString()[Prefix.Length..].Trim();
        if (!Guid.TryParseExact(Request.RouteValues["id"] as string, "N", out var id) || await passes.AdmitAsync(token, id, Context.RequestAborted) is not { } actor)
            return AuthenticateResult.Fail("The pass is not for this upload now.");
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, actor.UserId!.Value.ToString()), new Claim(ClaimTypes.Name, actor.Name),
                new Claim(ClaimTypes.Role, actor.Admitted!.Role.ToString()),
            ], Pass);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Pass));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => TusRefusal.NotLetIn(BringsPass(Request)).ExecuteAsync(Context);
}
