using VodConsole.Core.Accounts;

namespace VodConsole.Web.Components.Layout;

/// <summary>A place in the left navigation; see <see cref="Navigation.Entries"/>.</summary>
/// <param name="Group">Which of the three groups it stands in.</param>
/// <param name="Href">Its route.</param>
/// <param name="Icon">From MudBlazor's bundled set.</param>
/// <param name="Title">In the viewer's language; a function, since the language differs by circuit.</param>
/// <param name="Permission">Who sees it; null for everybody.</param>
/// <param name="IsPlainLink">For pages that Blazor does not render, such as Hangfire's dashboard.</param>
public sealed record NavEntry(
    NavGroup Group, string Href, string Icon, Func<string> Title, Permission? Permission = null, bool IsPlainLink = false);

/// <summary>The groups of the left navigation, in their order.</summary>
public enum NavGroup
{
    /// <summary>The library and its processing.</summary>
    Media,
    /// <summary>What is configured.</summary>
    Configuration,
    /// <summary>People, audit, the system.</summary>
    Administration,
}
