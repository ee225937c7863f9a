using System.Globalization;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Web.Components.Elements;
using VodConsole.Web.Components.Media;

namespace VodConsole.Web.Components.Downloads;

/// <summary>Bulk runs in the viewer's language.</summary>
internal static class OfflineRunLabel
{
    /// <summary>What it does, to how many.</summary>
    public static string TitleOf(OfflineSwitchRunView run) => Format(run.Disables ? OfflineText.RunTitleDisable : OfflineText.RunTitleEnable, run.Total);

    /// <summary>The state in a word.</summary>
    public static string StateOf(OfflineSwitchRunView run) => run switch
    {
        { IsStopped: true } => OfflineText.StateStopped,
        { EndedAt: not null, Refused: > 0 } => OfflineText.StateDoneWithRefusals,
        { EndedAt: not null } => OfflineText.StateDone,
        { Looked: > 0 } => OfflineText.StateRunning,
        _ => OfflineText.StateWaiting,
    };

    /// <summary>The sort of that state.</summary>
    public static StatusKind KindOf(OfflineSwitchRunView run) => run switch
    {
        { IsStopped: true } => StatusKind.Neutral,
        { EndedAt: not null, Refused: > 0 } => StatusKind.Warning,
        { EndedAt: not null } => StatusKind.Good,
        _ => StatusKind.Busy,
    };

    /// <summary>How far it is; while it runs, also how fast it is and how long it will take.</summary>
    public static IEnumerable<string> FiguresOf(OfflineSwitchRunView run)
    {
        yield return Format(OfflineText.Looked, run.Looked, run.Total);
        if (run.EndedAt is not null) yield break;
        if (run.Speed is { } speed) yield return Format(OfflineText.Speed, speed);
        if (run.Remaining is { } left) yield return Format(OfflineText.Left, Measure.Duration(left.TotalSeconds));
    }

    /// <summary>Which videos it takes.</summary>
    public static string ScopeOf(OfflineSwitchRunView run)
    {
        if (run.Search is not { } search) return OfflineText.ScopeSelection;
        var parts = PartsOf(search).ToList();
        return parts.Count == 0 ? OfflineText.ScopeEverything : Format(OfflineText.ScopeSearch, string.Join(OfflineText.PlanSeparator, parts));
    }

    private static IEnumerable<string> PartsOf(VideoSearch search)
    {
        if (!string.IsNullOrWhiteSpace(search.Text)) yield return Format(OfflineText.ScopeText, search.Text.Trim());
        if (search.Status is { } status) yield return Format(OfflineText.ScopeStatus, VideoStatusLabel.Of(status));
        if (search.IsOfflineDisabled is { } isDisabled) yield return isDisabled ? OfflineText.ScopeOffline : OfflineText.ScopeOnline;
        if (search.CategoryId is not null) yield return OfflineText.ScopeCategory;
        if (!string.IsNullOrEmpty(search.Tag)) yield return Format(OfflineText.ScopeTag, search.Tag);
    }

    private static string Format(string format, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, format, arguments);
}
