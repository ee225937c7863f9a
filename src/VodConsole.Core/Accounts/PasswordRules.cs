using Microsoft.AspNetCore.Identity;

namespace VodConsole.Core.Accounts;

/// <summary>
/// What a password must be: long rather than odd (NIST SP 800-63B), but not one thing repeated. The console ticks these off
/// while a person types; <c>app.js</c> has the same rules.
/// </summary>
public static class PasswordRules
{
    /// <summary>Least number of characters.</summary>
    public const int MinimumLength = 12;

    /// <summary>Least number of different characters.</summary>
    public const int MinimumDistinct = 6;

    /// <summary>Sets Identity's rules, sign-in names and lockout.</summary>
    public static void Configure(IdentityOptions options)
    {
        options.Password.RequiredLength = MinimumLength;
        options.Password.RequiredUniqueChars = MinimumDistinct;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = "";
        options.Lockout.AllowedForNewUsers = true;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
    }
}
