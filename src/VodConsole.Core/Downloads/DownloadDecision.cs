using VodConsole.Protocol;
using VodConsole.Protocol.Playback;

namespace VodConsole.Core.Downloads;

/// <summary>The rules of a download, in the order in which people read them.</summary>
public enum DownloadRule
{
    /// <summary>The account allows downloads, in the mode that was asked for.</summary>
    AccountMode,
    /// <summary>The video is there and its status is normal.</summary>
    VideoStatus,
    /// <summary>Offline is not disabled for the video.</summary>
    VideoSwitch,
    /// <summary>There is a published stream, and the mode can take one that is encrypted like this.</summary>
    Encryption,
    /// <summary>The app has a key file that counts and is its own. Secure mode only.</summary>
    KeyFile,
    /// <summary>A token that names this video and allows its download.</summary>
    Credential,
}

/// <summary>How a rule came out.</summary>
public enum RuleOutcome
{
    /// <summary>It is kept.</summary>
    Passed,
    /// <summary>It is broken: no download.</summary>
    Failed,
    /// <summary>It does not apply here.</summary>
    NotNeeded,
    /// <summary>There was nothing to look at, so nobody can say.</summary>
    NotExamined,
}

/// <summary>What a rule found.</summary>
/// <param name="Outcome">How it came out.</param>
/// <param name="Code">Why it failed; null unless it did.</param>
/// <param name="Arguments">What the text of the code names.</param>
public sealed record RuleFinding(RuleOutcome Outcome, ErrorCode? Code, IReadOnlyList<object> Arguments)
{
    internal static readonly RuleFinding Passed = new(RuleOutcome.Passed, null, []);
    internal static readonly RuleFinding NotNeeded = new(RuleOutcome.NotNeeded, null, []);
    internal static readonly RuleFinding NotExamined = new(RuleOutcome.NotExamined, null, []);

    internal bool Passes => Outcome is RuleOutcome.Passed or RuleOutcome.NotNeeded;

    internal static RuleFinding Failed(ErrorCode code, params object[] arguments) => new(RuleOutcome.Failed, code, arguments);
}

/// <summary>One line of a trace.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Finding">What it found.</param>
public sealed record TracedRule(DownloadRule Rule, RuleFinding Finding);

/// <summary>Whether a download may happen, and what each rule says about it.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Trace">Every rule, in the order of <see cref="DownloadRule"/>.</param>
public sealed record DownloadDecision(DownloadRequest Request, IReadOnlyList<TracedRule> Trace)
{
    /// <summary>Whether it may happen: every rule is kept.</summary>
    public bool IsAllowed => Trace.All(line => line.Finding.Passes);

    /// <summary>Whether a rule is broken. Neither refused nor allowed is a question in which something was left open.</summary>
    public bool IsRefused => Trace.Any(line => line.Finding.Outcome == RuleOutcome.Failed);

    /// <summary>What lands on the device; null unless it may.</summary>
    public DownloadForm? Form => IsAllowed ? Request.Form : null;

    /// <summary>
    /// What players know a refusal by, where their list has a word for it (<c>vod-contract.md</c> §9); null for the others and when
    /// nothing is refused. The first broken rule counts.
    /// </summary>
    public DownloaderError? DownloaderError => Trace.FirstOrDefault(line => line.Finding.Outcome == RuleOutcome.Failed) switch
    {
        { Finding.Code: ErrorCode.DownloadsOff or ErrorCode.DownloadOfflineDisabled } => Protocol.Playback.DownloaderError.DownloadSwitchOff,
        { Rule: DownloadRule.KeyFile } => Protocol.Playback.DownloaderError.EncryptFileNotMatch,
        _ => null,
    };
}
