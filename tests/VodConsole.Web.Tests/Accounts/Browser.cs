using System.Net;
using System.Text.RegularExpressions;

namespace VodConsole.Web.Tests.Accounts;

/// <summary>What a person's browser does with the static pages: asks for HTML, keeps cookies, posts the form that it was given.</summary>
internal sealed partial class Browser(HttpClient http, CookieContainer cookies) : IDisposable
{
    public HttpClient Http { get; } = http;

    public CookieContainer Cookies { get; } = cookies;

    public void Dispose() => Http.Dispose();

    public async Task<HttpResponseMessage> GetAsync(string path, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        if (language is not null) request.Headers.Add("Accept-Language", language);
        return await Http.SendAsync(request);
    }

    public async Task<string> ReadAsync(string path, string? language = null)
    {
        using var response = await GetAsync(path, language);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Opens the page at <paramref name="path"/> and posts its form with these values in place of the empty ones.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] values) =>
        await PostAsync(path, await ReadAsync(path), values);

    /// <summary>Posts the form on <paramref name="page"/>.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string page, params (string Name, string Value)[] values)
    {
        var fields = Hidden().Matches(page).Select(match => KeyValuePair.Create(match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)))
            .Concat(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Accept", "text/html");
        return await Http.SendAsync(request);
    }

    /// <summary>Whether the server let the person in.</summary>
    public async Task<bool> SignInAsync(string email, string password)
    {
        using var response = await PostAsync("/account/sign-in", ("Input.Email", email), ("Input.Password", password));
        return response.StatusCode == HttpStatusCode.Found;
    }

    /// <summary>Whether the session still opens a page that needs one.</summary>
    public async Task<bool> IsSignedInAsync()
    {
        using var response = await GetAsync("/account/password");
        return response.StatusCode == HttpStatusCode.OK;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
