using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using VodConsole.Core.Downloads;
using VodConsole.Core.Refusals;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Components.Downloads;

/// <summary>Asks the download policy about one video, live.</summary>
public sealed partial class DownloadTrace
{
    private const int FingerprintShown = 16;

    private IReadOnlyList<DownloadAppChoice> _apps = [];
    private DownloadDecision? _decision;
    private VodException? _failure;
    private DownloadMode _mode = DownloadMode.Secure;
    private string _app = "";
    private string _token = "";

    /// <summary>The video.</summary>
    [Parameter, EditorRequired] public required Guid VideoId { get; set; }

    [Inject] private DownloadPolicy Policy { get; set; } = null!;
    [Inject] private DownloadApps Apps { get; set; } = null!;
    [Inject] private DownloadConfiguration Configuration { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var actor = await Actor.GetAsync();
            var state = await Configuration.ReadAsync(actor, CancellationToken.None);
            if (state.Mode != DownloadMode.Off) _mode = state.Mode;
            _apps = await Apps.ReadAsync(actor, CancellationToken.None);
        }
        catch (VodException refusal)
        {
            _failure = refusal;
            return;
        }

        await DecideAsync();
    }

    private async Task DecideAsync()
    {
        try
        {
            _decision = await Policy.ExplainAsync(
                await Actor.GetAsync(), new DownloadRequest(VideoId, _mode, Chosen), _token.Length > 0 ? _token.Trim() : null, CancellationToken.None);
        }
        catch (VodException refusal)
        {
            _failure = refusal;
        }
    }

    private DownloadApp Chosen
    {
        get
        {
            foreach (var app in _apps)
            {
                if (app.Identity.Canonical == _app) return new DownloadApp(app.Identity);
                if (app.KeyFiles.Any(file => file.Id.ToString() == _app)) return new DownloadApp(app.Identity, Guid.Parse(_app));
            }

            return default;
        }
    }

    private Task ChooseModeAsync(ChangeEventArgs change)
    {
        _mode = Enum.Parse<DownloadMode>((string)change.Value!);
        return DecideAsync();
    }

    private Task ChooseAppAsync(ChangeEventArgs change)
    {
        _app = (string)change.Value!;
        return DecideAsync();
    }

    private Task TypeTokenAsync(ChangeEventArgs change)
    {
        _token = (string)change.Value!;
        return DecideAsync();
    }

    private static string NameOf(DownloadAppChoice app) => app.Label.Length > 0
        ? string.Format(CultureInfo.CurrentCulture, DownloadText.TraceAppLabel, app.Label, TraceWords.Of(app.Identity.Platform))
        : TraceWords.Of(app.Identity.Platform);

    private static string NameOf(KeyFileFacts file) => string.Format(
        CultureInfo.CurrentCulture, DownloadText.TraceKeyFile, file.Fingerprint[..FingerprintShown], TraceWords.Of(file.Status));

    private static string AnswerKind(DownloadDecision decision) => decision.IsRefused ? "refused" : decision.IsAllowed ? "allowed" : "open";

    private static string AnswerIcon(DownloadDecision decision) => decision.IsRefused
        ? Icons.Material.Outlined.Block
        : decision.IsAllowed ? Icons.Material.Outlined.CheckCircle : Icons.Material.Outlined.HelpOutline;

    private static string Answer(DownloadDecision decision)
    {
        var broken = decision.Trace.Count(line => line.Finding.Outcome == RuleOutcome.Failed);
        var format = broken switch
        {
            1 => DownloadText.AnswerRefusedOne,
            > 1 => DownloadText.AnswerRefused,
            _ => decision.IsAllowed ? DownloadText.AnswerAllowed : DownloadText.AnswerOpen,
        };
        return string.Format(CultureInfo.CurrentCulture, format, broken > 0 ? broken : DownloadWords.Of(decision.Request.Form));
    }
}
