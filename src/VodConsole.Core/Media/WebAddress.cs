namespace VodConsole.Core.Media;

/// <summary>Addresses that programs give along with videos.</summary>
internal static class WebAddress
{
    /// <summary>An absolute http or https address without a name or password in it; null for anything else.</summary>
    public static Uri? Find(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 ? address : null;
}
