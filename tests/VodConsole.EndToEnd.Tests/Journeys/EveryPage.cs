using VodConsole.EndToEnd.Tests.Browser;

namespace VodConsole.EndToEnd.Tests.Journeys;

/// <summary>The addresses of every page: what the navigation offers, and what is reached from there.</summary>
internal static class EveryPage
{
    /// <summary>Interactive pages; the window is signed in.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(ConsoleWindow window, LibraryFixture library)
    {
        await window.GoToAsync("/");
        var offered = await window.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('a.vod-nav-link')].map(link => link.getAttribute('href'))");
        // Hangfire draws its dashboard itself.
        return
        [
            .. offered.Where(href => href != "/system/jobs"),
            "/account",
            $"/media/videos/{library.VideoId}",
            $"/media/videos/{library.VideoId}?tab=streams",
            $"/media/videos/{library.VideoId}?tab=player",
            $"/media/videos/{library.VideoId}?tab=history",
            $"/media/videos/{new string('0', 32)}",
            "/access/policies/VodPlayer",
            "/access/policies/new",
            $"/access/policies/{new string('p', 60)}",
            "/api/UpdateVideoInfo",
            "/api/GetPlayInfo",
            "/api/AddTranscodeTemplateGroup",
            "/api/AddLiveStreamTranscode",
            "/settings/transcode/add",
            "/settings/transcode/VOD_NO_TRANSCODE",
        ];
    }

    /// <summary>Static pages of the account.</summary>
    public static IReadOnlyList<string> Static { get; } = ["/account/password", "/account/sign-in", "/account/link?token=spent", "/setup?token=spent"];

    /// <summary>Opens a page and waits until what it loads has come.</summary>
    public static async Task ShowAsync(ConsoleWindow window, string path)
    {
        if (Static.Contains(path)) await window.Page.GotoAsync(path);
        else await window.GoToAsync(path);
        await window.Page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy=true], .vod-skeleton')");
        if (path.EndsWith("tab=player", StringComparison.Ordinal)) await window.Page.WaitForSelectorAsync(".player[data-state='ready']");
    }
}
