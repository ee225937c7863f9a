using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Components.Accounts;

/// <summary>Turns the words that <c>passkeys.js</c> answers with into what pages know.</summary>
internal static class PasskeyScript
{
    /// <summary>Whether it was done; false when the person cancelled.</summary>
    /// <exception cref="VodException">The server refused.</exception>
    public static async Task<bool> RunAsync(Func<ValueTask<string>> ceremony) => await ceremony() switch
    {
        "done" => true,
        "cancelled" => false,
        var word => throw new VodException(Enum.TryParse<ErrorCode>(word, out var code) ? code : ErrorCode.PasskeyRefused, Passkeys.PerAccountLimit),
    };
}
