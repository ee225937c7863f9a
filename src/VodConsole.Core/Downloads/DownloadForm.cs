namespace VodConsole.Core.Downloads;

/// <summary>What a download leaves on the device.</summary>
public enum DownloadForm
{
    /// <summary>A file that any player opens and anyone can copy, also of an encrypted stream.</summary>
    PlainFile,
    /// <summary>A file that only the app of the key file opens, also of a clear stream.</summary>
    EncryptedFile,
}
