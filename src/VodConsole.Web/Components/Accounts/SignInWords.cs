using VodConsole.Core.Accounts;

namespace VodConsole.Web.Components.Accounts;

/// <summary>Ways to sign in, in the reader's language.</summary>
internal static class SignInWords
{
    /// <summary>The name of a way.</summary>
    public static string Of(SignInMethod method) => method switch
    {
        SignInMethod.Password => AccountText.Password,
        SignInMethod.AuthenticatorCode => AccountText.MethodCode,
        SignInMethod.RecoveryCode => AccountText.RecoveryTitle,
        SignInMethod.Passkey => AccountText.MethodPasskey,
        SignInMethod.OpenIdConnect => AccountText.MethodExternal,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };
}
