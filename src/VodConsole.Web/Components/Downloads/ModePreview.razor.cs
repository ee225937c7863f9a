using System.Globalization;
using Microsoft.AspNetCore.Components;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;

namespace VodConsole.Web.Components.Downloads;

/// <summary>What a change of the download mode would do.</summary>
public sealed partial class ModePreview
{
    /// <summary>The numbers.</summary>
    [Parameter, EditorRequired] public required DownloadPreview Preview { get; set; }

    /// <summary>The numbers that the person saw before, when they are others: each that changed says what it was.</summary>
    [Parameter] public DownloadPreview? Before { get; set; }

    private IEnumerable<string> Consequences
    {
        get
        {
            if (Preview.Count(DownloadEffect.Starts) is > 0 and var starts)
                yield return Say(Preview.Wanted == DownloadMode.Secure ? DownloadText.StartsSecure : DownloadText.StartsNormal, starts);
            if (Preview.Count(DownloadEffect.ChangesForm) is > 0 and var changes)
                yield return Say(Preview.Wanted == DownloadMode.Secure ? DownloadText.BecomesEncrypted : DownloadText.BecomesPlain, changes);
            if (Preview.Count(DownloadEffect.Stops) is > 0 and var stops) yield return Say(DownloadText.Stops, stops);
            if (Preview.Videos.All(group => group.Now is null && group.Then is null)) yield return DownloadText.NothingDownloadable;
            if (Preview.Wanted == DownloadMode.Normal && LeftOut is > 0 and var leftOut) yield return Say(DownloadText.LeftOutHls, leftOut);
            if (Preview.Wanted == DownloadMode.Normal) yield return DownloadText.ExplainNormal;
            if (Preview.Wanted == DownloadMode.Secure && Preview.AppsWithKeyFile == 0) yield return DownloadText.NoAppYet;
            if (Preview.Current != DownloadMode.Off) yield return DownloadText.DevicesKeep;
        }
    }

    private int LeftOut => Preview.Videos
        .Where(group => group is { Status: VideoStatus.Normal, IsOfflineDisabled: false, Encryption: EncryptType.HlsEncryption })
        .Sum(group => group.Count);

    private int? CountBefore(AffectedVideos group) => Before is null
        ? null
        : Before.Videos.FirstOrDefault(other =>
            (other.Status, other.IsOfflineDisabled, other.Encryption) == (group.Status, group.IsOfflineDisabled, group.Encryption))?.Count ?? 0;

    private static int Disabled(DownloadPreview preview) => preview.Videos.Where(group => group.IsOfflineDisabled).Sum(group => group.Count);

    private static string Number(PastDownloads now, PastDownloads? before) => before is { } was && was.Shown != now.Shown
        ? string.Format(CultureInfo.CurrentCulture, DownloadText.NumberWas, Say(now), Say(was))
        : Say(now);

    private static string Number(int now, int? before) => before is { } was && was != now
        ? string.Format(CultureInfo.CurrentCulture, DownloadText.NumberWas, Say("{0}", now), Say("{0}", was))
        : Say("{0}", now);

    private static string Say(PastDownloads downloads) => Say(downloads.IsRounded ? DownloadText.MoreThan : "{0}", downloads.Shown);

    private static string Say(string format, int number) =>
        string.Format(CultureInfo.CurrentCulture, format, number.ToString("N0", CultureInfo.CurrentCulture));
}
