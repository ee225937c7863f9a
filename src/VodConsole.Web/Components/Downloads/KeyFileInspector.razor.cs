using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using VodConsole.Core.Downloads;
using VodConsole.Core.Refusals;
using VodConsole.Protocol.Formats.KeyFiles;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Downloads;

/// <summary>Inspects one key file after the other. The bytes live in this component alone, at most 64 KiB of them.</summary>
public sealed partial class KeyFileInspector : ComponentBase
{
    private byte[]? _file;
    private string _name = "";
    private InspectedKeyFile? _found;
    private VodException? _refusal;
    private string? _problem;
    private AppPlatform _platform = AppPlatform.Android;
    private string _identifier = "";
    private int _round;

    [Inject] private KeyFileInspection Inspection { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private Notices Notices { get; set; } = null!;

    private string IdentifierHint => _platform switch
    {
        AppPlatform.Android => InspectorText.IdentifierHintAndroid,
        AppPlatform.Ios => InspectorText.IdentifierHintIos,
        AppPlatform.Windows => InspectorText.IdentifierHintWindows,
        _ => throw new InvalidOperationException($"{_platform} is no platform."),
    };

    private async Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        (_found, _refusal, _problem, _file, _name) = (null, null, null, null, chosen.File.Name);
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

    /// <summary>The file by itself first, so that a slip in the identifier does not hide what it is.</summary>
    private async Task CheckAsync()
    {
        _refusal = null;
        if (_file is not { } file)
        {
            if (_found is null) _problem = InspectorText.ChooseFirst;
            return;
        }

        var isAllowed = await Notices.TryAsync(async () =>
            _found = await Inspection.InspectAsync(await Current.GetAsync(), file, app: null, CancellationToken.None));
        if (!isAllowed || _identifier.Length == 0) return;
        try
        {
            _found = await Inspection.InspectAsync(await Current.GetAsync(), file, (_platform, _identifier), CancellationToken.None);
        }
        catch (VodException refusal)
        {
            _refusal = refusal;
        }
    }
}
