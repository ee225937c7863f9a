using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.WebEncoders;
using MudBlazor;
using MudBlazor.Services;
using VodConsole.Web.Accounts;
using VodConsole.Web.ApiAccess;
using VodConsole.Web.ApiAccess.Reference;
using VodConsole.Web.Audit;
using VodConsole.Web.Components;
using VodConsole.Web.Components.Elements;
using VodConsole.Web.Components.Layout;
using VodConsole.Web.Downloads;
using VodConsole.Web.Media;
using VodConsole.Web.Hosting.Health;
using VodConsole.Web.Playback;
using VodConsole.Web.Transcoding;

namespace VodConsole.Web.Hosting;

/// <summary>What only the server has: pages, endpoints, sessions. In contrast to <see cref="VodCoreRegistration"/>, no verb needs it.</summary>
internal static class Server
{
    /// <summary>Adds the server's services.</summary>
    public static void AddServer(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddMudServices(services =>
        {
            services.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            services.SnackbarConfiguration.PreventDuplicates = true;
        });
        builder.Services.AddTransient<MudLocalizer, MudWordsLocalizer>();
        builder.Services.AddScoped<Notices>();
        // Chinese as Chinese: the default writes every character as a numeric reference.
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddLocalization();
        builder.Services.Configure<RequestLocalizationOptions>(Languages.Configure);
        builder.Services.AddConsoleAccounts();
        builder.AddOpenIdConnectSignIn();
        builder.Services.AddMediaServing();
        builder.Services.AddOfflineSwitchWorker();
        builder.Services.AddPlaybackDelivery();
        builder.Services.AddRpc();
        builder.AddServerWorker();
        builder.Services.AddSingleton<SystemReport>();
        builder.Services.AddVodHealth();
        builder.AddVodTelemetry();
        builder.AddServerLimits();
    }

    /// <summary>Builds the request pipeline.</summary>
    public static void UseServer(this WebApplication app)
    {
        app.UseTrustedProxies();
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseMiddleware<SecurityHeaders>();
        app.UseRpc();
        app.UseDelivery();
        app.UseMiddleware<CrossSiteGuard>();
        app.UseRequestLocalization();
        app.UseWhen(IsPage, pages =>
        {
            if (!app.Environment.IsDevelopment()) pages.UseExceptionHandler("/error", createScopeForErrors: true);
            pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        });
        // After the re-execution above, which must find another endpoint.
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapAccountEndpoints();
        app.MapPasskeys();
        app.MapMedia();
        app.MapPlaybackLinks();
        app.MapAudit();
        app.MapKeyFiles();
        app.MapApiReference();
        app.MapJobDashboard();
        app.MapHealth();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }

    // Programs get the bare status; only a browser that asked for a page gets one.
    private static bool IsPage(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
        && !context.Request.Query.ContainsKey("Action")
        && !context.Request.Headers.ContainsKey("x-acs-action");
}
