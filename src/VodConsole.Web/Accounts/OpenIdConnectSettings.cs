using System.ComponentModel.DataAnnotations;

namespace VodConsole.Web.Accounts;

/// <summary>
/// Configuration section <c>OpenIdConnect</c>: a provider at which people may sign in instead of by password. Without an authority
/// there is none.
/// </summary>
public sealed class OpenIdConnectSettings : IValidatableObject
{
    /// <summary>The provider's issuer address, below which its configuration is found: <c>https://login.example.org/realm</c>.</summary>
    public string? Authority { get; set; }

    /// <summary>What the provider knows this console as.</summary>
    public string? ClientId { get; set; }

    /// <summary>The secret that goes with it. Keep it in the environment rather than in a file.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The provider's name on the sign-in page.</summary>
    [StringLength(60, MinimumLength = 1, ErrorMessage = "OpenIdConnect:DisplayName must have 1 to 60 characters.")]
    public string DisplayName { get; set; } = "OpenID Connect";

    /// <summary>Whether there is a provider.</summary>
    internal bool IsOn => !string.IsNullOrEmpty(Authority);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn)
        {
            if (!string.IsNullOrEmpty(ClientId) || !string.IsNullOrEmpty(ClientSecret))
                yield return new ValidationResult("OpenIdConnect:Authority is missing; it is the provider's address.", [nameof(Authority)]);
            yield break;
        }

        // On this machine there is nobody in between.
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            yield return new ValidationResult($"OpenIdConnect:Authority is “{Authority}”; allowed is an address that begins with https://.", [nameof(Authority)]);
        if (string.IsNullOrEmpty(ClientId)) yield return new ValidationResult("OpenIdConnect:ClientId is missing; the provider gave you one.", [nameof(ClientId)]);
        if (string.IsNullOrEmpty(ClientSecret)) yield return new ValidationResult("OpenIdConnect:ClientSecret is missing; the provider gave you one.", [nameof(ClientSecret)]);
    }
}
