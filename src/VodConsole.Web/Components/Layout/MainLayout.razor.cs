using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace VodConsole.Web.Components.Layout;

/// <summary>The frame of every interactive page: bar, navigation, content.</summary>
public sealed partial class MainLayout
{
    private bool _isNavOpen = true;
    private bool _isDark;
    private PageBoundary? _boundary;

    [Inject] private NavigationManager Navigator { get; set; } = null!;
    [Inject] private IJSRuntime Script { get; set; } = null!;
    [CascadingParameter] private Viewer Viewer { get; set; } = Viewer.Unknown;

    private string Path => Navigator.ToBaseRelativePath(Navigator.Uri).Split('#')[0];

    protected override void OnInitialized() => _isDark = Viewer.IsDark;

    // A page that failed must not take the next one with it.
    protected override void OnParametersSet() => _boundary?.Recover();

    private async Task ToggleThemeAsync()
    {
        _isDark = !_isDark;
        await Script.InvokeVoidAsync("vod.setTheme", _isDark ? "dark" : "light");
    }
}
