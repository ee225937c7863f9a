namespace VodConsole.Web.Accounts;

/// <summary>Keeps redirects inside this site.</summary>
internal static class LocalUrl
{
    /// <summary>
    /// <paramref name="url"/> when it is a path on this site; otherwise the home page. Refuses <c>//evil</c>, <c>/\evil</c>,
    /// absolute addresses and control characters.
    /// </summary>
    public static string OrHome(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : "/";
}
