using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using VodConsole.Core.Downloads.AppIdentities;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;
using VodConsole.Web.Accounts;
using VodConsole.Web.Downloads;

namespace VodConsole.Web.Components.Downloads;

/// <summary>
/// Finds an app's identifier and offers it to the form around it. A file is not uploaded: its reader asks the script for the slices
/// that it needs. One search at a time; the last one wins.
/// </summary>
public sealed partial class AppIdentitySearch
{
    private const string Accept =
        ".apk,.aab,.ipa,.exe,.dll,.msix,.appx,.cer,.crt,.der,.pem,.p7b,.p12,.pfx,.jks,.keystore,.mobileprovision,.plist,.txt";

    private readonly CancellationTokenSource _gone = new();
    private readonly string _hintId = $"identity-hint-{Guid.NewGuid():N}";
    private readonly string _pasteId = $"identity-paste-{Guid.NewGuid():N}";
    private readonly string _passwordId = $"identity-password-{Guid.NewGuid():N}";
    private IReadOnlyList<FoundIdentity> _found = [];
    private FoundIdentity? _chosen;
    private VodException? _failure;
    private CancellationTokenSource? _search;
    private bool _isReading;
    private bool _isLocked;
    private string? _password;
    private string? _name;
    private (int Number, long Length) _file;
    private ElementReference _area;
    private IJSObjectReference? _module;
    private IJSObjectReference? _handle;
    private BrowserFile? _browser;
    private DotNetObjectReference<AppIdentitySearch>? _self;

    /// <summary>The platform that the form has chosen: of several identifiers the one for it is taken. Null for any.</summary>
    [Parameter] public AppPlatform? Platform { get; set; }

    /// <summary>Called with the identifier that was found, or chosen among several.</summary>
    [Parameter] public EventCallback<FoundIdentity> Found { get; set; }

    [Inject] private AppIdentityFinder Finder { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private IJSRuntime Script { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    /// <summary>Called by the script when a file was chosen or dropped.</summary>
    /// <param name="number">The script's number for it; the next file has another.</param>
    /// <param name="name">Its name.</param>
    /// <param name="length">Its bytes.</param>
    [JSInvokable]
    public Task Chosen(int number, string name, long length)
    {
        (_file, _name, _isLocked, _password) = ((number, length), name, false, null);
        return FindInFileAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
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
            // The document is gone, and its files with it.
        }
        _self?.Dispose();
        _gone.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        _module = await Script.InvokeAsync<IJSObjectReference>("import", "./Components/Downloads/AppIdentitySearch.razor.js");
        _handle = await _module.InvokeAsync<IJSObjectReference>("attach", _self, _area);
        _browser = new BrowserFile(_handle, Clock);
    }

    private Task FindInFileAsync() => SearchAsync(async cancellation =>
    {
        Finder.RequireSize(_file.Length);
        await using var file = _browser!.Open(_file.Number, _file.Length);
        return await Finder.FindAsync(await Actor.GetAsync(), _name!, file, _password, cancellation);
    });

    private async Task FindInPastedAsync()
    {
        if (_browser is null) return;
        (_name, _isLocked, _password) = (AppIdentityText.PastedText, false, null);
        await SearchAsync(async cancellation =>
        {
            var text = await _browser.ReadPastedAsync(AppIdentityFinder.RequireReportSize, cancellation);
            return await Finder.FindInReportAsync(await Actor.GetAsync(), Encoding.UTF8.GetString(text), cancellation);
        });
    }

    private async Task UnlockAsync()
    {
        await FindInFileAsync();
        _password = null;
    }

    private async Task SearchAsync(Func<CancellationToken, Task<IReadOnlyList<FoundIdentity>>> find)
    {
        if (_search is not null) await _search.CancelAsync();
        using var search = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        _search = search;
        (_found, _chosen, _failure, _isReading) = ([], null, null, true);
        StateHasChanged();
        try
        {
            var found = await find(search.Token);
            if (_search == search) await OfferAsync(found);
        }
        catch (VodException refusal)
        {
            if (_search == search) Refuse(refusal);
        }
        catch (OperationCanceledException) when (search.IsCancellationRequested)
        {
            // Stopped, replaced by the next search, or the page was left.
        }
        catch (Exception failure)
        {
            // The caller may be the script, which would keep it to itself.
            await DispatchExceptionAsync(failure);
        }

        if (_search != search) return;
        (_search, _isReading) = (null, false);
        if (!_gone.IsCancellationRequested) StateHasChanged();
    }

    private async Task OfferAsync(IReadOnlyList<FoundIdentity> found)
    {
        _isLocked = false;
        _found = [.. found.OrderByDescending(candidate => candidate.Identity.Platform == Platform)];
        var fitting = _found.Where(candidate => candidate.Identity.Platform == Platform).ToList();
        if (_found.Count == 1) await ChooseAsync(_found[0]);
        else if (fitting.Count == 1) await ChooseAsync(fitting[0]);
    }

    private async Task ChooseAsync(FoundIdentity candidate)
    {
        _chosen = candidate;
        await Found.InvokeAsync(candidate);
    }

    private void Refuse(VodException refusal)
    {
        _isLocked = refusal.Code is ErrorCode.AppFilePasswordNeeded or ErrorCode.AppFileWrongPassword;
        _failure = refusal.Code == ErrorCode.AppFilePasswordNeeded ? null : refusal;
    }

    private async Task StopAsync()
    {
        if (_search is not null) await _search.CancelAsync();
    }
}
