using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;

namespace VodConsole.Core.Tests.Downloads;

/// <summary>The state of an app's key file, as the tests make it.</summary>
public enum AppKey
{
    None,
    Live,
    Replaced,
    Expired,
    Revoked,
    OtherApp,
}

/// <summary>One combination of everything that decides, the credential aside.</summary>
public sealed record Situation(
    DownloadMode Account, VideoStatus Status, bool IsDisabled, AppKey Key, EncryptType? Encryption, DownloadMode Requested)
{
    /// <summary>Every one there is.</summary>
    public static IEnumerable<Situation> All =>
        from account in Enum.GetValues<DownloadMode>()
        from status in Enum.GetValues<VideoStatus>()
        from isDisabled in (bool[])[false, true]
        from key in Enum.GetValues<AppKey>()
        from encryption in Encryptions
        from requested in (DownloadMode[])[DownloadMode.Normal, DownloadMode.Secure]
        select new Situation(account, status, isDisabled, key, encryption, requested);

    public static EncryptType?[] Encryptions { get; } = [null, EncryptType.None, EncryptType.PrivateEncryption, EncryptType.HlsEncryption];
}

/// <summary>
/// What the specification says about a situation, sentence by sentence, written down apart from the policy: a sentence that
/// applies says which rule it breaks. Nothing that applies means: allowed.
/// </summary>
public static class DownloadOracle
{
    private static readonly (string Sentence, DownloadRule Breaks, Predicate<Situation> Applies)[] Sentences =
    [
        ("Off by default: while the switch is off nobody downloads anything.",
            DownloadRule.AccountMode, one => one.Account == DownloadMode.Off),
        ("Where normal downloads are chosen there are no secure ones.",
            DownloadRule.AccountMode, one => one is { Account: DownloadMode.Normal, Requested: DownloadMode.Secure }),
        ("Where secure downloads are chosen there are no normal ones.",
            DownloadRule.AccountMode, one => one is { Account: DownloadMode.Secure, Requested: DownloadMode.Normal }),
        ("Only a video in the status Normal is downloaded.",
            DownloadRule.VideoStatus, one => one.Status is not VideoStatus.Normal),
        ("Disabling offline stops the downloads of that video.",
            DownloadRule.VideoSwitch, one => one.IsDisabled),
        ("A video that was never published has nothing to download.",
            DownloadRule.Encryption, one => one.Encryption is null),
        ("HLS standard encryption can be cached in secure mode only.",
            DownloadRule.Encryption, one => one is { Encryption: EncryptType.HlsEncryption, Requested: DownloadMode.Normal }),
        ("A secure download needs a key file of that app which counts: not none, not another app's, not a revoked one, not an expired one.",
            DownloadRule.KeyFile, one => one.Requested == DownloadMode.Secure && one.Key is not (AppKey.Live or AppKey.Replaced)),
    ];

    /// <summary>The rules that a situation breaks.</summary>
    public static IReadOnlySet<DownloadRule> Broken(Situation situation) =>
        Sentences.Where(sentence => sentence.Applies(situation)).Select(sentence => sentence.Breaks).ToHashSet();

    /// <summary>What lands on the device, when nothing is broken.</summary>
    public static DownloadForm? Form(Situation situation) =>
        Broken(situation).Count > 0 ? null
        : situation.Requested == DownloadMode.Secure ? DownloadForm.EncryptedFile
        : DownloadForm.PlainFile;
}
