using System.ComponentModel.DataAnnotations;

namespace VodConsole.Core.Notifications;

/// <summary>Configuration section <c>Notifications</c>: how events are told to receivers.</summary>
public sealed class NotificationOptions : IValidatableObject
{
    /// <summary>
    /// Whether receivers may be in this machine or its own network. Off by default: addresses can come with uploads, and would let whoever
    /// may upload make this server knock at doors that only it can reach.
    /// </summary>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>
    /// The address of this server as receivers know it, such as <c>https://vod.example.org</c>: addresses in notifications begin with it.
    /// Without it they are paths.
    /// </summary>
    public string? PublicAddress { get; set; }

    /// <summary>Notifications delivered at once, 1 to 64.</summary>
    [Range(1, 64, ErrorMessage = "Notifications:AtOnce must be a whole number from 1 to 64.")]
    public int AtOnce { get; set; } = 8;

    /// <summary>How long those that were delivered or given up are kept to be looked at.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00", ErrorMessage = "Notifications:KeepFor must be a time span from 01:00:00 to 365.00:00:00.")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicAddress is { Length: > 0 } address && !CallbackRules.IsUrl(address))
            yield return new ValidationResult(
                $"Notifications:PublicAddress is “{address}”; allowed is an address like https://vod.example.org.", [nameof(PublicAddress)]);
    }
}
