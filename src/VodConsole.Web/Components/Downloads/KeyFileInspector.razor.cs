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
    private AppPlatform _platform = AppPlatform.Android;
    private string _identifier = "";
    private bool _isSent;
    private byte[]? _file;
    private string _name = "";
    private InspectedKeyFile? _found;
    private string? _problem;
    private int _round;
    private bool _isReady;

    [Inject] private KeyFileInspection Inspection { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private Notices Notices { get; set; } = null!;

    /// <summary>Until now the browser would have kept a chosen file to itself. What is rendered from here on comes after it was told whom to tell.</summary>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        _isReady = true;
        StateHasChanged();
    }

    private async Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        (_found, _problem, _file, _name) = (null, null, null, chosen.File.Name);
        // A new input, or the browser would not tell when the same file is chosen once more.
        _round++;
        if (chosen.File.Size > KeyFileReader.SizeLimit)
        {
            // Nothing of it is fetched: no key file is that large.
            _found = new InspectedKeyFile { Fault = KeyFileFault.TooLarge };
            return;
        }

        try
        {
            await using var stream = chosen.File.OpenReadStream(KeyFileReader.SizeLimit);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            _file = bytes.ToArray();
        }
        catch (Exception problem) when (problem is IOException or JSException)
        {
            _problem = InspectorText.Unreadable;
            return;
        }

        await CheckAsync();
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
        else if (_found is null)
        {
            _problem = InspectorText.ChooseFirst;
        }
    }
}
