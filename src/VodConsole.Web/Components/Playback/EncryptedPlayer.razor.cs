using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace VodConsole.Web.Components.Playback;

/// <summary>
/// The console's player: native controls, a quality menu, and a word on the encryption. The script beside it fetches its own
/// links and renews them, so that playing goes on while the circuit is away.
/// </summary>
public sealed partial class EncryptedPlayer
{
    private PlayerState _state = PlayerState.Loading;
    private IReadOnlyList<PlayerLevel> _levels = [];
    private int _playing = -1;
    private bool _isAudio;
    private ElementReference _video;
    private IJSObjectReference? _module;
    private IJSObjectReference? _handle;
    private DotNetObjectReference<EncryptedPlayer>? _self;

    /// <summary>The video to play.</summary>
    [Parameter, EditorRequired]
    public Guid VideoId { get; set; }

    /// <summary>Its title, which names the player for those who do not see it.</summary>
    [Parameter]
    public string? Title { get; set; }

    [Inject] private IJSRuntime Script { get; set; } = null!;

    private string AutoLabel => _levels.FirstOrDefault(level => level.Index == _playing) is { } level
        ? string.Format(CultureInfo.CurrentCulture, PlayerText.AutoPlaying, DefinitionLabel.Of(level.Definition, level.Height))
        : PlayerText.Auto;

    private string? Message => _state switch
    {
        PlayerState.Loading or PlayerState.Ready => null,
        PlayerState.Renewing => PlayerText.Renewing,
        PlayerState.Network => PlayerText.NetworkLost,
        PlayerState.Unsupported => PlayerText.Unsupported,
        PlayerState.SignedOut => PlayerText.SignedOut,
        PlayerState.Gone => PlayerText.Gone,
        PlayerState.Failed => PlayerText.Failed,
        _ => throw new InvalidOperationException($"No text for {_state}."),
    };

    /// <summary>Called by the script when something changed that is worth a word.</summary>
    [JSInvokable]
    public void Changed(string state)
    {
        _state = Enum.Parse<PlayerState>(state, ignoreCase: true);
        StateHasChanged();
    }

    /// <summary>Called by the script when it knows the renditions.</summary>
    [JSInvokable]
    public void Found(PlayerLevel[] levels, bool isAudio)
    {
        (_levels, _isAudio) = (levels, isAudio);
        StateHasChanged();
    }

    /// <summary>Called by the script when another rendition plays.</summary>
    [JSInvokable]
    public void Switched(int level)
    {
        _playing = level;
        StateHasChanged();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_handle is not null)
            {
                await _handle.InvokeVoidAsync("dispose");
                await _handle.DisposeAsync();
            }

            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the player with it.
        }

        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        _module = await Script.InvokeAsync<IJSObjectReference>("import", "./Components/Playback/EncryptedPlayer.razor.js");
        _handle = await _module.InvokeAsync<IJSObjectReference>("start", _video, _self, VideoId.ToString("N"));
        StateHasChanged();
    }

    private async Task ChooseAsync(ChangeEventArgs change)
    {
        if (_handle is not null && int.TryParse((string?)change.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var level))
            await _handle.InvokeVoidAsync("choose", level);
    }

    private async Task RetryAsync()
    {
        if (_handle is not null) await _handle.InvokeVoidAsync("renew");
    }
}

/// <summary>One rendition as the script found it in the playlist.</summary>
/// <param name="Index">Its place in the playlist.</param>
/// <param name="Definition">Its label, from its address.</param>
/// <param name="Height">Pixels; 0 for audio alone.</param>
public sealed record PlayerLevel(int Index, string Definition, int Height);

/// <summary>What the player is about.</summary>
public enum PlayerState
{
    /// <summary>Nothing to show yet.</summary>
    Loading,
    /// <summary>Plays, or would.</summary>
    Ready,
    /// <summary>The address expired; getting a new one.</summary>
    Renewing,
    /// <summary>The server does not answer.</summary>
    Network,
    /// <summary>The browser cannot play HLS.</summary>
    Unsupported,
    /// <summary>The viewer may not see the video any more.</summary>
    SignedOut,
    /// <summary>The video is deleted or withheld.</summary>
    Gone,
    /// <summary>The stream could not be decoded.</summary>
    Failed,
}
