using MudBlazor;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Web.Components.Downloads;

/// <summary>The platforms in the viewer's language.</summary>
internal static class PlatformText
{
    /// <summary>Its name.</summary>
    public static string Of(AppPlatform platform) => platform switch
    {
        AppPlatform.Android => KeyText.Android,
        AppPlatform.Ios => KeyText.Ios,
        AppPlatform.Windows => KeyText.Windows,
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, null),
    };

    /// <summary>What identifies an app there.</summary>
    public static string What(AppPlatform platform) => platform switch
    {
        AppPlatform.Android => KeyText.AndroidWhat,
        AppPlatform.Ios => KeyText.IosWhat,
        AppPlatform.Windows => KeyText.WindowsWhat,
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, null),
    };

    /// <summary>How that is written, and where it is found.</summary>
    public static string Hint(AppPlatform platform) => platform switch
    {
        AppPlatform.Android => KeyText.AndroidHint,
        AppPlatform.Ios => KeyText.IosHint,
        AppPlatform.Windows => KeyText.WindowsHint,
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, null),
    };

    /// <summary>An example of it.</summary>
    public static string Example(AppPlatform platform) => platform switch
    {
        AppPlatform.Android => "BB:0D:AC:74:D3:21:09:EF:9C:71:1A:5E:77:2C:8E:BF:03:FD:FA:5A",
        AppPlatform.Ios => "com.example.player",
        AppPlatform.Windows => "0C:FF:EE:12:34:56:78:9A",
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, null),
    };

    /// <summary>A sign for it.</summary>
    public static string Icon(AppPlatform platform) => platform switch
    {
        AppPlatform.Android => Icons.Material.Outlined.Android,
        AppPlatform.Ios => Icons.Material.Outlined.PhoneIphone,
        AppPlatform.Windows => Icons.Material.Outlined.DesktopWindows,
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, null),
    };
}
