using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using VodConsole.Core.Downloads;
using VodConsole.Protocol.Formats.KeyFiles;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Downloads;

/// <summary>Inspects one key file after the other. The bytes live in this component alone, at most 64 KiB of them.</summary>
public sealed partial class KeyFileInspector : ComponentBase
{
    private AppIdentifierField _app = null!;
    private InputFile _input = null!;
    private AppPlatform _platform = AppPlatform.Android;
    private string _identifier = "";
    private bool _isSent;
    private byte[]? _file;
    private string _name = "";
    private InspectedKeyFile? _found;
    private string? _problem;
    private int _turn;
    private bool _isReady;
    private bool _isReading;

    [Inject] private KeyFileInspection Inspection { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private Notices Notices { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    /// <summary>Until now the browser would have kept a chosen file to itself. What is rendered from here on comes after it was told whom to tell.</summary>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        _isReady = true;
        StateHasChanged();
    }

    private async Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        // Or the browser would not tell when the same file is dropped once more.
        await Script.InvokeVoidAsync("vod.clearChoice", _input.Element);
        var turn = ++_turn;
        (_found, _problem, _file, _name, _isReading) = (null, null, null, chosen.File.Name, true);
        if (chosen.File.Size > KeyFileReader.SizeLimit)
        {
            // Nothing of it is fetched: no key file is that large.
            (_found, _isReading) = (new InspectedKeyFile { Fault = KeyFileFault.TooLarge }, false);
            return;
        }

        var bytes = await FetchAsync(chosen.File);
        if (turn != _turn) return; // Another was chosen meanwhile.
        (_file, _isReading) = (bytes, false);
        if (bytes is null) _problem = InspectorText.Unreadable;
        else await CheckAsync();
    }

    private static async Task<byte[]?> FetchAsync(IBrowserFile file)
    {
        try
        {
            await using var stream = file.OpenReadStream(KeyFileReader.SizeLimit);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            return bytes.ToArray();
        }
        catch (Exception problem) when (problem is IOException or JSException)
        {
            return null;
        }
    }

    /// <summary>An identifier with a slip in it is named at its field and does not hide what the file is.</summary>
    private async Task CheckAsync()
    {
        _isSent = _identifier.Length > 0;
        if (_file is { } file)
        {
            (AppPlatform, string)? app = _app.Identity is null ? null : (_platform, _identifier);
            await Notices.TryAsync(async () =>
                _found = await Inspection.InspectAsync(await Current.GetAsync(), file, app, CancellationToken.None));
        }
        else if (_found is null && !_isReading) // Else the check follows the file by itself.
        {
            _problem = InspectorText.ChooseFirst;
        }
    }
}
