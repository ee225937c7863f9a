namespace VodConsole.Protocol.Playback;

/// <summary>
/// The errors of the players' downloader that a server's decision causes, by their numbers in the players' headers
/// (<c>vod-contract.md</c> §9, prefix <c>DOWNLOADER_ERROR_</c>). The others arise on the device.
/// </summary>
public enum DownloaderError
{
    /// <summary>ENCRYPT_FILE_NOT_MATCH: the key file is missing, counts no more, or belongs to another app.</summary>
    EncryptFileNotMatch = 0x30010008,
    /// <summary>DOWNLOAD_SWITCH_OFF: downloads are off, for the account or for the video.</summary>
    DownloadSwitchOff = 0x30010009,
}
