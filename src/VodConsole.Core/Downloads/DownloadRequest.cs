using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads;

/// <summary>What an app asks for: one video, in one mode.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Mode">How it would be stored: <see cref="DownloadMode.Normal"/> or <see cref="DownloadMode.Secure"/>.</param>
/// <param name="App">Who asks; nobody that is known, by default.</param>
public sealed record DownloadRequest(Guid VideoId, DownloadMode Mode, DownloadApp App = default)
{
    /// <summary>How it would be stored.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Nobody can ask for a download that is off.</exception>
    public DownloadMode Mode { get; } = Mode is DownloadMode.Normal or DownloadMode.Secure
        ? Mode
        : throw new ArgumentOutOfRangeException(nameof(Mode), Mode, "A download is asked for in normal or in secure mode.");

    /// <summary>What the file would be.</summary>
    public DownloadForm Form => Mode == DownloadMode.Normal ? DownloadForm.PlainFile : DownloadForm.EncryptedFile;
}

/// <summary>
/// An app as it names itself: by its identity, by the key file that it carries, or by both, which must then belong together.
/// With the identity alone the best key file of that app counts.
/// </summary>
/// <param name="Identity">The app's identity, or null.</param>
/// <param name="KeyFileId">The id in the header of its key file, or null.</param>
public readonly record struct DownloadApp(AppIdentity? Identity = null, Guid? KeyFileId = null);
