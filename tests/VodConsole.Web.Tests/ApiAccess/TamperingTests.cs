using System.Text;
using System.Text.Json;
using VodConsole.Core.Accounts;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>A signed request with any one of its bytes changed is refused, and told what is wrong with it.</summary>
public sealed class TamperingTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly HttpClient Http = new();

    /// <summary>What a change may lead to: another key, time, version or operation is told as such; everything else is a wrong signature.</summary>
    private static readonly HashSet<string> Refusals =
    [
        "SignatureDoesNotMatch", "IncompleteSignature", "InvalidSignatureMethod", "InvalidAccessKeyId.NotFound", "InvalidTimeStamp.Format",
        "InvalidTimeStamp.Expired", "InvalidVersion", "InvalidAction.NotFound", "InvalidParameter.Format", "InvalidRequest",
    ];

    private RawRequest Request => new(host.Endpoint, host.KeyOf(Role.Operator));

    [Fact]
    public async Task In_the_query_of_a_query_signed_request()
    {
        var query = RawRequest.Query(Request.SignedV1("GET"));
        var seen = new HashSet<string>();
        for (var at = 0; at < query.Length; at++)
        {
            var changed = query[..at] + (query[at] == 'x' ? 'y' : 'x') + query[(at + 1)..];
            // Without an action in the address it is a request for the page.
            if (!changed.Split('&').Any(pair => pair.StartsWith("Action=", StringComparison.Ordinal))) continue;
            seen.Add(Expected(changed, await CodeAsync(new HttpRequestMessage(HttpMethod.Get, $"http://{host.Endpoint}/?{changed}"))));
        }

        Assert.Contains("SignatureDoesNotMatch", seen);
        Assert.Contains("InvalidAccessKeyId.NotFound", seen);
        Assert.Contains("InvalidTimeStamp.Format", seen);
    }

    [Fact]
    public async Task In_the_form_of_a_query_signed_request()
    {
        var form = RawRequest.Query(Request.SignedV1("POST"));
        for (var at = 0; at < form.Length; at += 3)
        {
            var changed = form[..at] + (form[at] == 'x' ? 'y' : 'x') + form[(at + 1)..];
            var request = new HttpRequestMessage(HttpMethod.Post, $"http://{host.Endpoint}/")
            {
                Content = new StringContent(changed, Encoding.UTF8, "application/x-www-form-urlencoded"),
            };
            Expected(changed, await CodeAsync(request));
        }
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("x-acs-date")]
    [InlineData("x-acs-signature-nonce")]
    [InlineData("x-acs-content-sha256")]
    [InlineData("x-acs-version")]
    [InlineData("x-acs-action")]
    public async Task In_a_header_of_a_header_signed_request(string header)
    {
        var value = string.Join(", ", Request.PostV3("A=1").Headers.NonValidated[header]);
        for (var at = 0; at < value.Length; at++)
        {
            var request = Request.PostV3("A=1");
            var own = string.Join(", ", request.Headers.NonValidated[header]);
            var changed = own[..at] + (own[at] == 'x' ? 'y' : 'x') + own[(at + 1)..];
            request.Headers.Remove(header);
            request.Headers.TryAddWithoutValidation(header, changed);
            Expected($"{header}: {changed}", await CodeAsync(request));
        }
    }

    [Fact]
    public async Task In_the_query_or_the_body_of_a_header_signed_request()
    {
        const string body = "Title=abc&Description=def";
        for (var at = 0; at < body.Length; at++)
        {
            var request = Request.PostV3(body);
            var changed = Encoding.ASCII.GetBytes(body);
            changed[at] ^= 1;
            var content = new ByteArrayContent(changed);
            content.Headers.ContentType = request.Content!.Headers.ContentType;
            request.Content = content;
            Expected($"body at {at}", await CodeAsync(request));
        }

        var signed = Request.PostV3();
        signed.RequestUri = new Uri(signed.RequestUri + "&More=1");
        Assert.Equal("SignatureDoesNotMatch", await CodeAsync(signed));
    }

    private static string Expected(string what, string code)
    {
        // A name that was changed is a parameter that is missing.
        Assert.True(Refusals.Contains(code) || code.StartsWith("Missing", StringComparison.Ordinal), $"{what}: {code}");
        return code;
    }

    private static async Task<string> CodeAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await Http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            return text.StartsWith('{')
                ? JsonDocument.Parse(text).RootElement.GetProperty("Code").GetString()!
                : System.Xml.Linq.XDocument.Parse(text).Root!.Element("Code")!.Value;
        }
    }
}
