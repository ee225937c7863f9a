using System.ComponentModel.DataAnnotations;

namespace VodConsole.Core.Storage;

/// <summary>Configuration section <c>Storage</c>: where media objects lie.</summary>
public sealed class StorageOptions : IValidatableObject
{
    /// <summary>Absolute path of the media folder; empty for <c>media</c> in the data directory.</summary>
    public string? Path { get; set; }

    /// <summary>
    /// Bytes of the volume that media leave free, so that the database can still write: 0 to 1 TiB. Uploads are refused
    /// before they would eat into it.
    /// </summary>
    [Range(0L, 1L << 40)]
    public long ReservedBytes { get; set; } = 256L << 20;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Path) && !System.IO.Path.IsPathFullyQualified(Path))
            yield return new ValidationResult($"Storage:Path is “{Path}”; allowed is an absolute path, or nothing for the data directory.", [nameof(Path)]);
    }
}
