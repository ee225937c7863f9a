namespace VodConsole.Core.Downloads;

/// <summary>Whether end users may download, and what lands on their devices. The API's <c>DownloadSwitch</c> and <c>DownloadMode</c> in one.</summary>
public enum DownloadMode
{
    /// <summary>Nobody downloads anything. The state of a new installation.</summary>
    Off,
    /// <summary>Plain files, also of encrypted streams: they can be copied and played by any player.</summary>
    Normal,
    /// <summary>Files encrypted on the device, also of clear streams: only the app that the key file is bound to opens them.</summary>
    Secure,
}
