using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Protocol;
using static VodConsole.Core.Downloads.RuleFinding;

namespace VodConsole.Core.Downloads;

/// <summary>
/// The rules of a download, as a table: each looks at the facts and at nothing else, and all of them are asked, so that a person
/// sees everything that is in the way. A download is allowed when none of them failed and none was left out.
/// </summary>
public static class DownloadRules
{
    private const int FingerprintShown = 16;

    private static readonly (DownloadRule Rule, Func<DownloadFacts, RuleFinding> Judge)[] Table =
    [
        (DownloadRule.AccountMode, AccountMode),
        (DownloadRule.VideoStatus, VideoStatus),
        (DownloadRule.VideoSwitch, VideoSwitch),
        (DownloadRule.Encryption, Encryption),
        (DownloadRule.KeyFile, KeyFile),
        (DownloadRule.Credential, Credential),
    ];

    /// <summary>Asks every rule.</summary>
    public static DownloadDecision Decide(DownloadFacts facts) =>
        new(facts.Request, [.. Table.Select(row => new TracedRule(row.Rule, row.Judge(facts)))]);

    /// <summary>
    /// What a download of a video would leave behind when the account's mode were <paramref name="mode"/>, an app with a live key file
    /// and a valid credential given; null when there is none.
    /// </summary>
    internal static DownloadForm? FormOf(DownloadMode mode, VideoStatus status, bool isOfflineDisabled, EncryptType? encryption)
    {
        if (mode == DownloadMode.Off) return null;
        var facts = new DownloadFacts
        {
            Request = new DownloadRequest(Guid.Empty, mode), AccountMode = mode,
            Status = status, IsOfflineDisabled = isOfflineDisabled, Encryption = encryption,
        };
        return VideoStatus(facts).Passes && VideoSwitch(facts).Passes && Encryption(facts).Passes ? facts.Request.Form : null;
    }

    private static RuleFinding AccountMode(DownloadFacts facts) => (facts.AccountMode, facts.Request.Mode) switch
    {
        (DownloadMode.Off, _) => Failed(ErrorCode.DownloadsOff),
        (var account, var wanted) when account != wanted => Failed(ErrorCode.DownloadModeDiffers, account, wanted),
        _ => Passed,
    };

    private static RuleFinding VideoStatus(DownloadFacts facts) => facts.Status switch
    {
        null => Failed(ErrorCode.VideoNotFound, $"{facts.Request.VideoId:N}"),
        Media.VideoStatus.Normal => Passed,
        { } other => Failed(ErrorCode.DownloadStatusForbids, other),
    };

    private static RuleFinding VideoSwitch(DownloadFacts facts) => (facts.Status, facts.IsOfflineDisabled) switch
    {
        (null, _) => NotExamined,
        (_, true) => Failed(ErrorCode.DownloadOfflineDisabled),
        _ => Passed,
    };

    // The contract's own rule (vod-contract.md §9): HLS standard encryption is cached in secure mode only; private encryption in both.
    private static RuleFinding Encryption(DownloadFacts facts) => (facts.Status, facts.Encryption, facts.Request.Mode) switch
    {
        (null, _, _) => NotExamined,
        (_, null, _) => Failed(ErrorCode.DownloadNothingPublished),
        (_, EncryptType.HlsEncryption, DownloadMode.Normal) => Failed(ErrorCode.DownloadNeedsSecureMode),
        _ => Passed,
    };

    private static RuleFinding KeyFile(DownloadFacts facts)
    {
        var (mode, app, file) = (facts.Request.Mode, facts.Request.App, facts.KeyFile);
        if (mode == DownloadMode.Normal) return NotNeeded;
        if (app is { Identity: null, KeyFileId: null }) return Failed(ErrorCode.DownloadAppMissing);
        if (file is null)
        {
            return app.KeyFileId is { } id
                ? Failed(ErrorCode.DownloadKeyUnknown, $"{id:N}")
                : Failed(ErrorCode.DownloadKeyAbsent, app.Identity!.Display);
        }
        if (app.Identity is { } identity && identity.Canonical != file.Identity) return Failed(ErrorCode.DownloadKeyOfOtherApp, Shown(file));
        return file.Status switch
        {
            KeyFileStatus.Live or KeyFileStatus.Replaced => Passed,
            KeyFileStatus.Expired => Failed(ErrorCode.DownloadKeyExpired, Shown(file)),
            KeyFileStatus.Revoked => Failed(ErrorCode.DownloadKeyRevoked, Shown(file)),
            _ => throw new ArgumentOutOfRangeException(nameof(facts), file.Status, null),
        };
    }

    private static RuleFinding Credential(DownloadFacts facts) => facts.Credential switch
    {
        null => NotExamined,
        { IsPresent: false } => Failed(ErrorCode.DownloadTokenMissing),
        { Check.Verdict: var verdict } => verdict switch
        {
            TokenVerdict.Valid => Passed,
            TokenVerdict.Expired => Failed(ErrorCode.DownloadTokenExpired),
            TokenVerdict.NotYetValid => Failed(ErrorCode.DownloadTokenNotYetValid),
            TokenVerdict.OtherVideo => Failed(ErrorCode.DownloadTokenOfOtherVideo),
            TokenVerdict.OperationNotAllowed => Failed(ErrorCode.DownloadTokenWithoutDownload),
            TokenVerdict.Malformed or TokenVerdict.UnknownKey or TokenVerdict.BadSignature or TokenVerdict.WrongType
                => Failed(ErrorCode.DownloadTokenInvalid),
            _ => throw new ArgumentOutOfRangeException(nameof(facts), verdict, null),
        },
    };

    private static string Shown(KeyFileFacts file) => file.Fingerprint[..Math.Min(FingerprintShown, file.Fingerprint.Length)];
}
