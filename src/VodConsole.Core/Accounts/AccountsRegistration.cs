using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VodConsole.Core.Accounts;

/// <summary>Registers the capability.</summary>
public static class AccountsRegistration
{
    /// <summary>Adds accounts, and who may do what.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<VodUser>(options =>
        {
            IdentitySchema.Configure(options);
            PasswordRules.Configure(options);
        }).AddRoles<IdentityRole<Guid>>().AddEntityFrameworkStores<VodDbContext>();

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<KnownRights>();
        services.TryAddSingleton<AccessGuard>();
        services.TryAddSingleton<RoleSeed>();
        services.TryAddSingleton<AccountWriter>();
        services.TryAddSingleton<FirstAdministrator>();
        services.TryAddSingleton<UserList>();
        services.TryAddSingleton<UserAdministration>();
        services.TryAddSingleton<SignInSessions>();
        services.TryAddSingleton<AnswerCount>();
        services.TryAddSingleton<IdentityConfirmation>();
        services.TryAddSingleton<SecondFactorCheck>();
        services.TryAddSingleton<TwoFactor>();
        services.TryAddSingleton<Passkeys>();
        services.TryAddSingleton<OwnSessions>();
        services.TryAddSingleton<AccountLinks>();
        services.TryAddSingleton<AccountLinkUse>();
        return services;
    }
}
