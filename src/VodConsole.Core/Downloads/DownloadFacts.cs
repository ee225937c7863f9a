using VodConsole.Core.Media;
using VodConsole.Core.Playback;

namespace VodConsole.Core.Downloads;

/// <summary>Everything that decides about a download, as it was at one moment. <see cref="DownloadRules"/> look at nothing else.</summary>
public sealed record DownloadFacts
{
    /// <summary>What is asked.</summary>
    public required DownloadRequest Request { get; init; }

    /// <summary>What the account allows.</summary>
    public required DownloadMode AccountMode { get; init; }

    /// <summary>The video's status; null when there is no such video.</summary>
    public required VideoStatus? Status { get; init; }

    /// <summary>Whether offline is disabled for the video.</summary>
    public required bool IsOfflineDisabled { get; init; }

    /// <summary>How the video's current publication is encrypted; null when it has none.</summary>
    public required EncryptType? Encryption { get; init; }

    /// <summary>The key file that the app named, or the best one of the app; null when there is none.</summary>
    public KeyFileFacts? KeyFile { get; init; }

    /// <summary>How the check of the credential ended; null when nobody has looked at one.</summary>
    public CredentialFacts? Credential { get; init; }
}

/// <summary>What counts of a key file.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Identity">The app that it is bound to, canonical.</param>
/// <param name="Fingerprint">SHA-256 of the file, lower-case hex.</param>
/// <param name="Status">Where it stands.</param>
public sealed record KeyFileFacts(Guid Id, string Identity, string Fingerprint, KeyFileStatus Status);

/// <summary>How a credential was found.</summary>
/// <param name="IsPresent">Whether one was given at all.</param>
/// <param name="Check">What its check said.</param>
public sealed record CredentialFacts(bool IsPresent, TokenCheck Check);
