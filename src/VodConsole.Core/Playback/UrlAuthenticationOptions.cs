using System.ComponentModel.DataAnnotations;

namespace VodConsole.Core.Playback;

/// <summary>
/// Type A authentication of playlist and segment addresses, for an installation behind a content delivery network that checks it. Configuration
/// section <c>UrlAuthentication</c>; off unless <see cref="PrimaryKey"/> is set.
/// </summary>
public sealed class UrlAuthenticationOptions : IValidatableObject
{
    /// <summary>The network's primary key, which signs: 6 to 128 letters and digits.</summary>
    public string PrimaryKey { get; set; } = "";

    /// <summary>The network's secondary key, accepted as well while keys are being exchanged; may be empty.</summary>
    public string SecondaryKey { get; set; } = "";

    /// <summary>Seconds that an address counts from its timestamp on, as set at the network; 60 to 31,536,000.</summary>
    [Range(60, 31_536_000, ErrorMessage = "UrlAuthentication:ValidSeconds must be 60 to 31536000.")]
    public int ValidSeconds { get; set; } = 1800;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, key) in ((string, string)[])[(nameof(PrimaryKey), PrimaryKey), (nameof(SecondaryKey), SecondaryKey)])
            if (key.Length > 0 && (key.Length is < 6 or > 128 || !key.All(char.IsAsciiLetterOrDigit)))
                yield return new($"UrlAuthentication:{name} must be 6 to 128 letters and digits.", [name]);
        if (PrimaryKey.Length == 0 && SecondaryKey.Length > 0)
            yield return new("UrlAuthentication:SecondaryKey is set without a PrimaryKey.", [nameof(SecondaryKey)]);
    }
}
