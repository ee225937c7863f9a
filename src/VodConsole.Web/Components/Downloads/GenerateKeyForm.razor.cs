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

/// <summary>Asks for a key file, hands it to the browser once, and forgets it and the private key.</summary>
public sealed partial class GenerateKeyForm
{
    private KeyFileForm? _form;
    private KeyFileRow? _made;
    private PublicSigningKey? _publicKey;
    private VodException? _failure;
    private AppIdentifierField? _identifierField;
    private PrivateKeyField? _privateKeyField;
    private AppPlatform _platform = AppPlatform.Android;
    private string _identifier = "";
    private string _privateKey = "";
    private string _label = "";
    private bool _isSent;
    private bool _isBusy;

    /// <summary>A key file was generated; lists that show it read again.</summary>
    [Parameter] public EventCallback Generated { get; set; }

    [Inject] private KeyFileGeneration Generation { get; set; } = null!;
    [Inject] private KeyFileRegister Register { get; set; } = null!;
    [Inject] private SigningKeys Signing { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private IJSRuntime Script { get; set; } = null!;

    protected override Task OnInitializedAsync() => PrepareAsync();

    /// <summary>Takes an identity that was found in a file over into the form.</summary>
    private void Use(AppIdentity identity) => (_platform, _identifier) = (identity.Platform, identity.Display);

    private Task PrepareAsync() => AttemptAsync(async () =>
    {
        _form = await Generation.PrepareAsync(await Actor.GetAsync(), CancellationToken.None);
        (_made, _privateKey, _label, _isSent) = (null, "", "", false);
    });

    private async Task GenerateAsync()
    {
        // The second click of a double click comes here before the first one is answered.
        if (_isBusy || _made is not null) return;
        _isSent = true;
        if (_identifierField?.Identity is null)
        {
            if (_identifierField is not null) await _identifierField.FocusAsync();
            return;
        }

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
            file = await Dialogs.ConfirmedAsync(() => Generation.GenerateAsync(actor, Ask(_form!), CancellationToken.None));
        }
        catch (VodException refusal) when (refusal.Code is ErrorCode.DownloadSettingsChanged or ErrorCode.KeyFileNeedsSecureMode)
        {
            // Shows the settings as they are now. What was typed stays, except where there is no form for it any more.
            _form = await Generation.PrepareAsync(actor, CancellationToken.None);
            if (_form.Mode != DownloadMode.Secure) _privateKey = "";
            throw;
        }

        (_privateKey, _identifier) = ("", "");
        await Script.SaveFileAsync(GeneratedKeyFile.FileName, file.Content);
        _publicKey = (await Signing.ListAsync(actor, SigningPurpose.KeyFile, CancellationToken.None))[0];
        _made = await Register.FindAsync(actor, file.Id, CancellationToken.None);
        await Generated.InvokeAsync();
    }

    private NewKeyFile Ask(KeyFileForm form) => new()
    {
        Id = form.Id, SettingsVersion = form.SettingsVersion, Platform = _platform, Identifier = _identifier, PrivateKey = _privateKey, Label = _label,
    };

    // In the form itself: inside a dialog, a message at the page's edge would lie behind it.
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
