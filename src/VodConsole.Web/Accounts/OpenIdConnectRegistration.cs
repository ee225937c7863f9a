using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using VodConsole.Web.Hosting;

namespace VodConsole.Web.Accounts;

/// <summary>Registers sign-in at an OpenID Connect provider, where one is configured.</summary>
internal static class OpenIdConnectRegistration
{
    /// <summary>Where a refused sign-in leads.</summary>
    public const string RefusedPath = "/account/sign-in?refused=external";

    private static readonly TimeSpan ExternalLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Reads section <c>OpenIdConnect</c> and adds the provider that it names.</summary>
    public static void AddOpenIdConnectSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<OpenIdConnectSettings>("OpenIdConnect").AddScoped<ExternalSignIn>();
        var settings = new OpenIdConnectSettings();
        builder.Configuration.GetSection("OpenIdConnect").Bind(settings);
        if (!settings.IsOn) return;
        builder.Services.AddAuthentication().AddOpenIdConnect(OpenIdConnectDefaults.AuthenticationScheme, options => Configure(options, settings));
        builder.Services.Configure<CookieAuthenticationOptions>(IdentityConstants.ExternalScheme, options =>
        {
            options.ExpireTimeSpan = ExternalLifetime;
            options.SlidingExpiration = false;
        });
    }

    private static void Configure(OpenIdConnectOptions options, OpenIdConnectSettings settings)
    {
        options.Authority = settings.Authority;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.RequireHttpsMetadata = new Uri(settings.Authority!).Scheme == Uri.UriSchemeHttps;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // The answer comes as a plain navigation, so that its cookies need no exception for other sites.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.UsePkce = true;
        options.CallbackPath = "/account/external/callback";
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.Scope.Add("email");
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.MapUniqueJsonKey("email_verified", "email_verified");
        // With the subject it says whose login is stored, also after another provider was configured.
        options.ClaimActions.Remove("iss");
        options.DisableTelemetry = true;
        options.Events.OnRemoteFailure = FailAsync;
    }

    private static async Task FailAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        await context.HttpContext.RequestServices.GetRequiredService<ExternalSignIn>().NoteFailureAsync(context.HttpContext, context.Failure);
        context.Response.Redirect(RefusedPath);
    }
}
