using System.Globalization;
using MudBlazor;
using VodConsole.Core.Downloads;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Downloads;

/// <summary>The lines of a trace in the viewer's language.</summary>
internal static class TraceWords
{
    /// <summary>A rule's name.</summary>
    public static string Of(DownloadRule rule) => rule switch
    {
        DownloadRule.AccountMode => DownloadText.RuleAccountMode,
        DownloadRule.VideoStatus => DownloadText.RuleVideoStatus,
        DownloadRule.VideoSwitch => DownloadText.RuleVideoSwitch,
        DownloadRule.Encryption => DownloadText.RuleEncryption,
        DownloadRule.KeyFile => DownloadText.RuleKeyFile,
        DownloadRule.Credential => DownloadText.RuleCredential,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    /// <summary>How a rule came out.</summary>
    public static string Of(RuleOutcome outcome) => outcome switch
    {
        RuleOutcome.Passed => DownloadText.OutcomePassed,
        RuleOutcome.Failed => DownloadText.OutcomeFailed,
        RuleOutcome.NotNeeded => DownloadText.OutcomeNotNeeded,
        RuleOutcome.NotExamined => DownloadText.OutcomeNotExamined,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    /// <summary>The sort of an outcome.</summary>
    public static StatusKind KindOf(RuleOutcome outcome) => outcome switch
    {
        RuleOutcome.Passed => StatusKind.Good,
        RuleOutcome.Failed => StatusKind.Bad,
        _ => StatusKind.Neutral,
    };

    /// <summary>The icon of an outcome; null for that of its sort.</summary>
    public static string? IconOf(RuleOutcome outcome) => outcome == RuleOutcome.NotExamined ? Icons.Material.Outlined.HelpOutline : null;

    /// <summary>Why a rule came out as it did.</summary>
    public static string ReasonOf(DownloadRule rule, RuleFinding finding) => finding switch
    {
        { Code: { } code } => RefusalText.For(code, finding.Arguments, CultureInfo.CurrentUICulture),
        { Outcome: RuleOutcome.NotNeeded } => DownloadText.ReasonNoKeyFileNeeded,
        { Outcome: RuleOutcome.NotExamined } => rule == DownloadRule.Credential ? DownloadText.ReasonNoToken : DownloadText.ReasonNoVideo,
        _ => rule switch
        {
            DownloadRule.AccountMode => DownloadText.ReasonAccountMode,
            DownloadRule.VideoStatus => DownloadText.ReasonVideoStatus,
            DownloadRule.VideoSwitch => DownloadText.ReasonVideoSwitch,
            DownloadRule.Encryption => DownloadText.ReasonEncryption,
            DownloadRule.KeyFile => DownloadText.ReasonKeyFile,
            DownloadRule.Credential => DownloadText.ReasonCredential,
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
        },
    };

    /// <summary>Where a broken rule can be mended; null where that is not in this console.</summary>
    public static (string Href, string Text)? PlaceOf(DownloadRule rule, RuleFinding finding, Guid videoId) => finding.Code switch
    {
        null => null,
        ErrorCode.DownloadsOff or ErrorCode.DownloadModeDiffers or ErrorCode.DownloadNeedsSecureMode => ("/settings/download", DownloadText.Title),
        ErrorCode.DownloadStatusForbids or ErrorCode.DownloadNothingPublished => ($"/processing/tasks?video={videoId:N}", DownloadText.PlaceTasks),
        ErrorCode.DownloadOfflineDisabled => ($"/media/videos/{videoId:N}", DownloadText.PlaceVideo),
        _ when rule == DownloadRule.KeyFile => ("/settings/download", DownloadText.Title),
        _ => null,
    };

    /// <summary>A platform's name.</summary>
    public static string Of(AppPlatform platform) => platform switch
    {
        AppPlatform.Android => "Android",
        AppPlatform.Ios => "iOS",
        AppPlatform.Windows => "Windows",
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, null),
    };

    /// <summary>Where a key file stands.</summary>
    public static string Of(KeyFileStatus status) => status switch
    {
        KeyFileStatus.Live => DownloadText.KeyLive,
        KeyFileStatus.Replaced => DownloadText.KeyReplaced,
        KeyFileStatus.Expired => DownloadText.KeyExpired,
        KeyFileStatus.Revoked => DownloadText.KeyRevoked,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
