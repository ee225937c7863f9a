using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using VodConsole.Web.ApiAccess.Reference;

namespace VodConsole.Web.Components.ApiAccess;

/// <summary>Tries an operation. Neither the key nor what is answered comes to the server by the page's connection: the script has both.</summary>
public sealed partial class OperationTry : IAsyncDisposable
{
    private ElementReference _area;
    private IJSObjectReference? _module;
    private IJSObjectReference? _handle;
    private bool _isReady;

    /// <summary>The operation.</summary>
    [Parameter, EditorRequired] public required OperationDescription Operation { get; set; }

    /// <summary>What was filled in, by parameter; written here.</summary>
    [Parameter, EditorRequired] public required Dictionary<string, string> Values { get; set; }

    /// <summary><see cref="Values"/> changed.</summary>
    [Parameter] public EventCallback OnChange { get; set; }

    [Inject] private IJSRuntime Script { get; set; } = null!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_handle is not null)
            {
                await _handle.InvokeVoidAsync("detach");
                await _handle.DisposeAsync();
            }
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The document is gone, and its form with it.
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _module = await Script.InvokeAsync<IJSObjectReference>("import", "./Components/ApiAccess/OperationTry.razor.js");
        _handle = await _module.InvokeAsync<IJSObjectReference>("attach", _area);
        _isReady = true;
        StateHasChanged();
    }

    private Task SetAsync(string name, string value)
    {
        Values[name] = value;
        return OnChange.InvokeAsync();
    }
}
