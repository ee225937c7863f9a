using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using VodConsole.Core.Accounts;

namespace VodConsole.Web.Accounts;

/// <summary>Registers sessions: cookie, policies, the actor behind a page or a request.</summary>
internal static class ConsoleAccountsRegistration
{
    /// <summary>Adds who is signed in to the console.</summary>
    public static IServiceCollection AddConsoleAccounts(this IServiceCollection services)
    {
        services.AddSessionKeys();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(PendingSignIn.Scheme, PendingSignIn.Configure).AddIdentityCookies();
        services.ConfigureApplicationCookie(ConsoleCookie.Configure);
        services.AddSingleton<SessionCheck>();
        services.AddScoped<SignInManager<VodUser>>();
        services.AddScoped<IPasskeyHandler<VodUser>, PasskeyHandler<VodUser>>();
        services.Configure<IdentityPasskeyOptions>(PasskeySignIn.Configure);

        services.AddAuthorization(options =>
        {
            foreach (var permission in Enum.GetValues<Permission>())
                options.AddPolicy(permission.ToString(), policy => policy
                    .RequireAuthenticatedUser()
                    .RequireAssertion(context => context.User.FindRole()?.Allows(permission) == true));
            // An endpoint that says nothing is for signed-in people only.
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        });
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, LiveAuthenticationState>();
        services.AddScoped<CurrentActor>();
        services.AddSingleton<SignInMetrics>();
        services.AddScoped<Admission>();
        services.AddScoped<ConsoleSignIn>();
        services.AddScoped<SecondStep>();
        services.AddScoped<PasskeySignIn>();
        return services;
    }
}
