using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;

namespace VodConsole.Core.Downloads;

/// <summary>What setting another download mode would do, in numbers, as of one moment.</summary>
/// <param name="Current">The mode as it is.</param>
/// <param name="Wanted">The mode as it would be.</param>
/// <param name="Version">The settings' version that this was counted for.</param>
/// <param name="Videos">Every video, in groups that have the same fate.</param>
/// <param name="NormalDownloads">Downloads authorised in normal mode in the last <see cref="Days"/> days.</param>
/// <param name="SecureDownloads">The same in secure mode.</param>
/// <param name="AppsWithKeyFile">Apps that have a key file that counts.</param>
/// <param name="AppsWithoutKeyFile">Apps whose key files all ended.</param>
public sealed record DownloadPreview(
    DownloadMode Current, DownloadMode Wanted, Guid Version, IReadOnlyList<AffectedVideos> Videos,
    PastDownloads NormalDownloads, PastDownloads SecureDownloads, int AppsWithKeyFile, int AppsWithoutKeyFile)
{
    /// <summary>How far back downloads are counted.</summary>
    public const int Days = 30;

    /// <summary>SHA-256 over everything above, lower-case hex: two previews with the same hash say the same.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Written)));

    /// <summary>How many videos meet that fate.</summary>
    public int Count(DownloadEffect effect) => Videos.Where(group => group.Effect == effect).Sum(group => group.Count);

    private string Written => string.Join('\n',
    [
        string.Create(CultureInfo.InvariantCulture, $"v1 {Current} {Wanted} {Version:N}"),
        .. Videos.Select(group => string.Create(
            CultureInfo.InvariantCulture, $"{group.Status} {group.IsOfflineDisabled} {group.Encryption} {group.Count} {group.Now} {group.Then}")),
        string.Create(
            CultureInfo.InvariantCulture,
            $"{NormalDownloads.Shown} {SecureDownloads.Shown} {AppsWithKeyFile} {AppsWithoutKeyFile}"),
    ]);
}

/// <summary>Videos that a change of the mode treats alike.</summary>
/// <param name="Status">Their status.</param>
/// <param name="IsOfflineDisabled">Whether offline is disabled; told apart for normal videos only, since the others have no download anyway.</param>
/// <param name="Encryption">How they are encrypted, for normal videos; null for the others, and without a publication.</param>
/// <param name="Count">How many.</param>
/// <param name="Now">What a download leaves behind now; null for no download.</param>
/// <param name="Then">The same after the change.</param>
public sealed record AffectedVideos(
    VideoStatus Status, bool IsOfflineDisabled, EncryptType? Encryption, int Count, DownloadForm? Now, DownloadForm? Then)
{
    /// <summary>What happens to them.</summary>
    public DownloadEffect Effect => (Now, Then) switch
    {
        (null, null) => DownloadEffect.StaysWithout,
        (null, _) => DownloadEffect.Starts,
        (_, null) => DownloadEffect.Stops,
        var (now, then) when now == then => DownloadEffect.Stays,
        _ => DownloadEffect.ChangesForm,
    };
}

/// <summary>What a change of the mode does to a video.</summary>
public enum DownloadEffect
{
    /// <summary>It becomes downloadable.</summary>
    Starts,
    /// <summary>It is downloadable no more.</summary>
    Stops,
    /// <summary>It stays downloadable, but what lands on the device is another kind of file.</summary>
    ChangesForm,
    /// <summary>It stays downloadable as it is.</summary>
    Stays,
    /// <summary>It is not downloadable, before or after.</summary>
    StaysWithout,
}

/// <summary>
/// A number of downloads as it is shown: exact below <see cref="ExactBelow"/>, else two digits and “more than”. On a busy service
/// the exact number changes every second, and a preview that is outdated when it appears could never be agreed to.
/// </summary>
/// <param name="Count">The exact number.</param>
public readonly record struct PastDownloads(int Count)
{
    /// <summary>From here on a number is rounded.</summary>
    public const int ExactBelow = 1000;

    /// <summary>Whether <see cref="Shown"/> is not the whole truth.</summary>
    public bool IsRounded => Count >= ExactBelow;

    /// <summary>The number to show: rounded down to two digits from <see cref="ExactBelow"/> on.</summary>
    public int Shown
    {
        get
        {
            var unit = 1;
            while (Count / unit >= 100) unit *= 10;
            return IsRounded ? Count / unit * unit : Count;
        }
    }
}
