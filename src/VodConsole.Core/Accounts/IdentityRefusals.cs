using Microsoft.AspNetCore.Identity;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Accounts;

/// <summary>Turns ASP.NET Identity's answers into the product's own refusals.</summary>
public static class IdentityRefusals
{
    /// <summary>Returns when <paramref name="result"/> is a success.</summary>
    /// <exception cref="VodException">The first thing that Identity did not like.</exception>
    public static void ThrowIfRefused(this IdentityResult result, string email)
    {
        if (result.Succeeded) return;
        throw result.Errors.First().Code switch
        {
            nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) =>
                new VodException(ErrorCode.EmailTaken, email),
            nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) =>
                new VodException(ErrorCode.EmailInvalid, email),
            // A login that somebody else linked between a look and the save: the same person in another window.
            nameof(IdentityErrorDescriber.ConcurrencyFailure) or nameof(IdentityErrorDescriber.LoginAlreadyAssociated) =>
                new VodException(ErrorCode.ChangedMeanwhile),
            nameof(IdentityErrorDescriber.PasswordMismatch) => new VodException(ErrorCode.PasswordWrong),
            var code when code.StartsWith("Password", StringComparison.Ordinal) =>
                new VodException(ErrorCode.PasswordTooWeak, PasswordRules.MinimumLength, PasswordRules.MinimumDistinct),
            var code => new InvalidOperationException($"Identity refused for an unexpected reason: {code}."),
        };
    }
}
