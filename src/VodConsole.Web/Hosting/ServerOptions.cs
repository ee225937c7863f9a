using System.ComponentModel.DataAnnotations;
using System.Net;

namespace VodConsole.Web.Hosting;

/// <summary>Configuration section <c>Server</c>: how requests reach this process.</summary>
public sealed class ServerOptions : IValidatableObject
{
    /// <summary>
    /// Addresses (<c>10.0.0.7</c>) or networks (<c>10.0.0.0/8</c>) of reverse proxies whose <c>X-Forwarded-For</c>,
    /// <c>-Proto</c> and <c>-Host</c> are believed. None by default.
    /// </summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>Open pages at most, over all people: 10 to 100,000. Each holds a connection and its state in memory.</summary>
    [Range(10, 100_000, ErrorMessage = "Server:MaxOpenPages must be 10 to 100000.")]
    public int MaxOpenPages { get; set; } = 2000;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from proxy in TrustedProxies
        where !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _)
        select new ValidationResult(
            $"Server:TrustedProxies has “{proxy}”; allowed are addresses like 10.0.0.7 and networks like 10.0.0.0/8.", [nameof(TrustedProxies)]);
}
