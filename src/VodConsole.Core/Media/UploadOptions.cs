using System.ComponentModel.DataAnnotations;

namespace VodConsole.Core.Media;

/// <summary>Configuration section <c>Uploads</c>: what may be brought in, and what is asked of the disk for it.</summary>
public sealed class UploadOptions : IValidatableObject
{
    private static readonly string[] DefaultExtensions =
    [
        "mp4", "m4v", "mov", "mkv", "webm", "avi", "flv", "wmv", "mpg", "mpeg", "ts", "m2ts", "3gp",
        "mp3", "m4a", "aac", "wav", "flac", "ogg",
    ];

    /// <summary>Largest file in bytes; 1 to 1 PiB, 50 GiB unless set.</summary>
    [Range(1L, 1L << 50)]
    public long MaxBytes { get; set; } = 50L << 30;

    /// <summary>
    /// File name extensions that may be brought in, without the dot, in lower case; a list of common audio and video
    /// containers unless set. It saves people a useless upload; the content itself is judged by the probe.
    /// </summary>
    public string[] Extensions { get; set; } = [];

    /// <summary>Free space asked for before the first byte, as a multiple of the file's size; 1 to 20.</summary>
    [Range(1.0, 20.0)]
    public double SpaceFactor { get; set; } = 2;

    /// <summary>How long an upload without a new part is kept; 1 minute to 60 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "60.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary><see cref="Extensions"/>, or the built-in list where none is configured.</summary>
    public IReadOnlyList<string> AllowedExtensions => Extensions.Length > 0 ? Extensions : DefaultExtensions;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from extension in Extensions
        where extension.Length is < 1 or > 10 || extension.Any(letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter))
        select new ValidationResult(
            $"Uploads:Extensions holds \"{extension}\". Write 1 to 10 of the characters a-z and 0-9, without a dot.", [nameof(Extensions)]);
}
