using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using VodConsole.Core.Downloads;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Downloads;

/// <summary>Puts a new key file in the place of an old one.</summary>
public sealed partial class RotateKeyDialog
{
    private const int UntilDay = -1;

    private KeyFileForm? _form;
    private KeyFileRow? _made;
    private PublicSigningKey? _publicKey;
    private VodException? _failure;
    private PrivateKeyField? _privateKeyField;
    private int _overlap = 30;
    private DateOnly? _until;
    private string _privateKey = "";
    private string _label = "";
    private bool _isSent;
    private bool _isBusy;

    /// <summary>The key file to replace.</summary>
    [Parameter, EditorRequired] public required KeyFileRow File { get; set; }

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;
    [CascadingParameter] private Viewer Viewer { get; set; } = Viewer.Unknown;
    [Inject] private KeyFileGeneration Generation { get; set; } = null!;
    [Inject] private KeyFileRotation Rotation { get; set; } = null!;
    [Inject] private KeyFileRegister Register { get; set; } = null!;
    [Inject] private SigningKeys Signing { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private IJSRuntime Script { get; set; } = null!;

    // The day ends for the viewer, not for the server.
    private KeyFileOverlap Overlap => _overlap switch
    {
        0 => KeyFileOverlap.None,
        UntilDay => KeyFileOverlap.Until(_until is { } day ? Viewer.ToUtc(day.AddDays(1)) : DateTime.MinValue),
        _ => KeyFileOverlap.Days(_overlap),
    };

    protected override async Task OnInitializedAsync()
    {
        _label = File.Label;
        await AttemptAsync(async () => _form = await Generation.PrepareAsync(await Actor.GetAsync(), CancellationToken.None));
    }

    private async Task RotateAsync()
    {
        // The second click of a double click comes here before the first one is answered.
        if (_isBusy || _made is not null) return;
        _isSent = true;
        if (AppDecryptKey.Broken(_privateKey) != AppDecryptKeyRules.None)
        {
            if (_privateKeyField is not null) await _privateKeyField.FocusAsync();
            return;
        }

        _isBusy = true;
        try
        {
            await AttemptAsync(SendAsync);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task SendAsync()
    {
        var actor = await Actor.GetAsync();
        GeneratedKeyFile file;
        try
        {
            _form ??= await Generation.PrepareAsync(actor, CancellationToken.None);
            var asked = new KeyFileReplacement
            {
                Id = _form.Id, SettingsVersion = _form.SettingsVersion, PrivateKey = _privateKey, Label = _label, Overlap = Overlap,
            };
            file = await Dialogs.ConfirmedAsync(() => Rotation.RotateAsync(actor, File.Id, asked, CancellationToken.None));
        }
        catch (VodException refusal) when (refusal.Code is ErrorCode.DownloadSettingsChanged or ErrorCode.KeyFileNeedsSecureMode)
        {
            _form = await Generation.PrepareAsync(actor, CancellationToken.None);
            throw;
        }

        _privateKey = "";
        await Script.SaveFileAsync(GeneratedKeyFile.FileName, file.Content);
        _publicKey = (await Signing.ListAsync(actor, SigningPurpose.KeyFile, CancellationToken.None))[0];
        _made = await Register.FindAsync(actor, file.Id, CancellationToken.None);
    }

    private string Day(int ahead) =>
        DateOnly.FromDateTime(Viewer.ToLocal(Clock.GetUtcNow().UtcDateTime)).AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task AttemptAsync(Func<Task> operation)
    {
        _failure = null;
        try
        {
            await operation();
        }
        catch (VodException refusal)
        {
            _failure = refusal;
        }
    }
}
