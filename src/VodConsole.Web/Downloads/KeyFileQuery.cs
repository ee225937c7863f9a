using Microsoft.AspNetCore.Mvc;
using VodConsole.Core.Downloads;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Web.Downloads;

/// <summary>The register's filter as the address writes it, shared by the page and the export.</summary>
public sealed record KeyFileQuery
{
    /// <summary>See <see cref="KeyFileSearch.Text"/>.</summary>
    [FromQuery] public string? Q { get; init; }

    /// <summary>An <see cref="AppPlatform"/>.</summary>
    [FromQuery] public string? Platform { get; init; }

    /// <summary>A <see cref="KeyFileStatus"/>.</summary>
    [FromQuery] public string? Status { get; init; }

    /// <summary>Whether it leaves everything in.</summary>
    public bool IsEmpty => this == new KeyFileQuery();

    /// <summary>The search; what cannot be read asks for nothing.</summary>
    public KeyFileSearch ToSearch() => new() { Text = Q, Platform = Read<AppPlatform>(Platform), Status = Read<KeyFileStatus>(Status) };

    private static TEnum? Read<TEnum>(string? text) where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
