namespace VodConsole.Web.Components.Accounts;

/// <summary>A one-time link on its way to the page that shows it; <c>ToString</c> never shows the token.</summary>
/// <param name="email">For whom it is.</param>
/// <param name="token">The token, this once.</param>
internal sealed class IssuedLink(string email, string token)
{
    /// <summary>For whom it is.</summary>
    public string Email { get; } = email;

    /// <summary>The token; never to be logged.</summary>
    public string Token { get; } = token;

    /// <inheritdoc/>
    public override string ToString() => Email;
}
