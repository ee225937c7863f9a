using Microsoft.JSInterop;

namespace VodConsole.Web.Components.Elements;

/// <summary>Hands a file to the browser through the open page. In contrast to a link it has no address that could be fetched again.</summary>
public static class BrowserFile
{
    /// <summary>Sends <paramref name="content"/>, which the browser saves under <paramref name="name"/>.</summary>
    public static async Task SaveFileAsync(this IJSRuntime script, string name, byte[] content)
    {
        using var stream = new DotNetStreamReference(new MemoryStream(content, writable: false));
        await script.InvokeVoidAsync("vod.save", name, stream);
    }
}
