using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Protocol.Signing;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>What the gateway says to requests that no client would send, and to right ones sent twice, late, or changed.</summary>
public sealed class GatewayTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly HttpClient Http = new();

    private RawRequest Request => new(host.Endpoint, host.KeyOf(Role.Operator));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_request_passes_once_however_many_send_it_at_once(bool isV3)
    {
        var request = Request;

        var codes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CodeAsync(isV3 ? request.PostV3() : request.Get())));

        Assert.Single(codes, "InvalidVideo.NotFound");
        Assert.Equal(7, codes.Count(code => code == "SignatureNonceUsed"));
    }

    [Theory]
    [InlineData(-16, "InvalidTimeStamp.Expired")]
    [InlineData(16, "InvalidTimeStamp.Expired")]
    [InlineData(-14, "InvalidVideo.NotFound")]
    [InlineData(14, "InvalidVideo.NotFound")]
    public async Task A_request_counts_for_a_quarter_of_an_hour(int minutes, string code)
    {
        var request = Request with { Time = Request.Time.AddMinutes(minutes) };
        Assert.Equal(code, await CodeAsync(request.Get()));
        Assert.Equal(code, await CodeAsync((request with { Nonce = $"{Guid.NewGuid():N}" }).PostV3()));
    }

    [Fact]
    public async Task A_forged_request_uses_up_nobodys_nonce()
    {
        var request = Request;
        var forged = request with { Key = new NewAccessKey(request.Key.Id, "guessed") };
        Assert.Equal("SignatureDoesNotMatch", await CodeAsync(forged.Get()));
        Assert.Equal("InvalidVideo.NotFound", await CodeAsync(request.Get()));
    }

    [Theory]
    [InlineData("\u00a0")]
    [InlineData("\u3000")]
    [InlineData("é")]
    public async Task A_nonce_cannot_be_made_another_one_by_what_a_signature_would_not_show(string more)
    {
        var request = Request;
        Assert.Equal("InvalidVideo.NotFound", await CodeAsync(request.PostV3()));
        using var unicode = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });
        var again = request.PostV3();
        again.Headers.Remove("x-acs-signature-nonce");
        again.Headers.TryAddWithoutValidation("x-acs-signature-nonce", request.Nonce + more);

        using var answer = await unicode.SendAsync(again);
        Assert.Equal("IncompleteSignature", CodeIn(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_header_that_decides_something_must_be_signed()
    {
        var request = Request.PostV3("A=1");
        var signed = V3Authorization.Parse(request.Headers.NonValidated["Authorization"].ToString())!;
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", (signed with { SignedHeaders = [.. signed.SignedHeaders.Skip(1)] }).ToString());
        Assert.Equal("content-type", signed.SignedHeaders[0]);
        Assert.Equal("IncompleteSignature", await CodeAsync(request));
    }

    [Fact]
    public async Task A_database_that_is_busy_for_long_is_a_passing_fault()
    {
        await using var db = host.OpenDatabase();
        await using (await db.Database.BeginTransactionAsync())
        {
            using var answer = await Http.SendAsync(Request.Get());
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "ServiceUnAvailable"), (answer.StatusCode, CodeIn(await answer.Content.ReadAsStringAsync())));
        }

        Assert.Equal("InvalidVideo.NotFound", await CodeAsync(Request.Get()));
    }

    [Fact]
    public async Task A_body_that_is_not_the_signed_one_fails()
    {
        var request = Request.PostV3("A=1");
        request.Content = new StringContent("A=2", Encoding.UTF8, "application/x-www-form-urlencoded");
        request.Content.Headers.ContentType!.CharSet = null;
        Assert.Equal("SignatureDoesNotMatch", await CodeAsync(request));
    }

    [Fact]
    public async Task Answers_XML_where_nothing_else_is_asked_for_and_JSON_where_it_is()
    {
        using var xml = await Http.SendAsync((Request with { Format = "" }).Get());
        Assert.Equal("text/xml;charset=utf-8", xml.Content.Headers.ContentType!.ToString().Replace(" ", "", StringComparison.Ordinal));
        var error = XDocument.Parse(await xml.Content.ReadAsStringAsync()).Root!;
        Assert.Equal(("Error", "InvalidVideo.NotFound"), (error.Name.LocalName, error.Element("Code")!.Value));
        Assert.Equal(xml.Headers.GetValues("x-acs-request-id").Single(), error.Element("RequestId")!.Value);

        using var viaHeader = await Http.SendAsync((Request with { Format = "XML" }).PostV3());
        Assert.StartsWith("<?xml", await viaHeader.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("InvalidParameter.Format", await CodeAsync((Request with { Format = "YAML" }).Get(), mayBeAPage: true));
    }

    [Theory]
    [InlineData("Action=GetVideoInfo&Version=2017-03-21&A=%ff", "InvalidRequest")]
    [InlineData("Action=GetVideoInfo&Version=2017-03-21&A=%00", "InvalidRequest")]
    [InlineData("Action=GetVideoInfo&Version=2017-03-21&A=1&A=1", "InvalidA")]
    [InlineData("Action=GetVideoInfo&Version=2001-01-01", "InvalidVersion")]
    [InlineData("Action=GetVideoInfo", "MissingVersion")]
    [InlineData("Action=&Version=2017-03-21", "MissingAction")]
    [InlineData("Action=Nothing&Version=2017-03-21", "InvalidAction.NotFound")]
    [InlineData("Action=GetVideoInfo&Version=2017-03-21", "MissingAccessKeyId")]
    [InlineData("Action=GetVideoInfo&Version=2017-03-21&AccessKeyId=a", "MissingSignature")]
    [InlineData("Action=GetVideoInfo&Version=2017-03-21&AccessKeyId=a&Signature=b&SignatureMethod=HMAC-MD5", "InvalidSignatureMethod")]
    [InlineData("Action=GetVideoInfo&Version=2017-03-21&AccessKeyId=a&Signature=b&Timestamp=now&SignatureNonce=c", "InvalidTimeStamp.Format")]
    public async Task A_wrong_request_has_a_code(string query, string code)
    {
        using var answer = await Http.GetAsync(new Uri($"http://{host.Endpoint}/?{query}&Format=JSON"));
        Assert.InRange((int)answer.StatusCode, 400, 404);
        Assert.Equal(code, CodeIn(await answer.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("CreateUploadVideo", "UserData", "{\"Extend\":\"\\ud800\"}")]
    [InlineData("SubmitTranscodeJobs", "EncryptConfig", "{\"CipherText\":\"\\ud800\"}")]
    [InlineData("GetPlayInfo", "PlayConfig", "{\"MtsHlsUriToken\":\"\\udc00\"}")]
    [InlineData("UpdateVideoInfos", "UpdateContent", "[{\"VideoId\":\"\\ud800\"}]")]
    [InlineData("AddTranscodeTemplateGroup", "TranscodeTemplateList", "[{\"\\ud800\":\"x\"}]")]
    public async Task Half_of_a_surrogate_pair_is_refused_as_no_text(string action, string parameter, string json)
    {
        var parameters = new Dictionary<string, string>
        {
            ["VideoId"] = $"{(await host.PublishAsync()).Id:N}", ["Title"] = "Half", ["FileName"] = "half.mp4", ["TemplateGroupId"] = "VOD_NO_TRANSCODE",
            ["Name"] = "Half", [parameter] = json,
        };
        using var answer = await Http.SendAsync((Request with { Action = action, Parameters = parameters }).Get());
        Assert.InRange((int)answer.StatusCode, 400, 404);
    }

    [Fact]
    public async Task Parameters_of_full_length_fit_into_an_address()
    {
        var video = await host.PublishAsync();
        var parameters = new Dictionary<string, string> { ["VideoId"] = $"{video.Id:N}", ["Description"] = new string('中', 1024) };
        foreach (var client in PublicClients.Names) Assert.Null((await host.CallAsync(client, "UpdateVideoInfo", parameters, Role.Operator)).Error);
    }

    [Theory]
    [InlineData("A=%00&Format=JSON", false, '{')]
    [InlineData("A=1&A=1&Format=json", false, '{')]
    [InlineData("A=%ff", true, '{')]
    [InlineData("A=%ff", false, '<')]
    public async Task A_form_that_does_not_read_is_answered_as_its_client_reads(string form, bool namesItsAction, char begin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{host.Endpoint}/")
        {
            Content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded"),
        };
        if (namesItsAction) request.Headers.Add("x-acs-action", "GetVideoInfo");
        using var answer = await Http.SendAsync(request);
        Assert.Equal((HttpStatusCode.BadRequest, begin), (answer.StatusCode, (await answer.Content.ReadAsStringAsync())[0]));
    }

    [Fact]
    public async Task A_signed_request_without_its_action_is_told_so()
    {
        var signed = Request.SignedV1("GET").Where(pair => pair.Key != "Action").ToDictionary();
        using var answer = await Http.GetAsync(new Uri($"http://{host.Endpoint}/?{RawRequest.Query(signed)}"));
        Assert.Equal("MissingAction", CodeIn(await answer.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("junk", "InvalidSecurityToken.MismatchWithAccessKey")]
    [InlineData("undefined", "InvalidVideo.NotFound")]
    [InlineData("", "InvalidVideo.NotFound")]
    public async Task An_access_key_of_its_own_right_comes_without_a_token(string token, string code)
    {
        var request = Request;
        Assert.Equal(code, await CodeAsync((request with { Parameters = new Dictionary<string, string>(request.Parameters) { ["SecurityToken"] = token } }).Get()));
    }

    [Fact]
    public async Task A_body_over_a_megabyte_is_refused_whether_it_says_its_length_or_not()
    {
        var big = new byte[RpcBodyLimit + 1];
        using var known = await Http.PostAsync(new Uri($"http://{host.Endpoint}/?Format=JSON"), new ByteArrayContent(big));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "RequestEntityTooLarge"), (known.StatusCode, CodeIn(await known.Content.ReadAsStringAsync())));

        using var chunked = new HttpRequestMessage(HttpMethod.Post, $"http://{host.Endpoint}/?Format=JSON") { Content = new ByteArrayContent(big) };
        chunked.Headers.TransferEncodingChunked = true;
        Assert.Equal("RequestEntityTooLarge", await CodeAsync(chunked));
    }

    [Fact]
    public async Task Broken_chunking_has_a_code_and_harms_nobody()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPEndPoint.Parse(host.Endpoint));
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /?Format=JSON HTTP/1.1\r\nHost: {host.Endpoint}\r\nx-acs-action: GetVideoInfo\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nA=1\r\n0\r\n\r\n"));
        using var reader = new StreamReader(stream);
        Assert.Contains(" 400 ", await reader.ReadLineAsync(), StringComparison.Ordinal);

        Assert.Equal("InvalidVideo.NotFound", await CodeAsync(Request.Get()));
    }

    [Fact]
    public async Task A_page_of_another_site_may_call()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, $"http://{host.Endpoint}/");
        preflight.Headers.Add("Origin", "https://shop.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "x-acs-action,x-acs-version");
        using var permission = await Http.SendAsync(preflight);
        Assert.Equal("*", permission.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("x-acs-action", permission.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);

        var call = Request.Get();
        call.Headers.Add("Origin", "https://shop.example");
        Assert.Equal("InvalidVideo.NotFound", await CodeAsync(call));
    }

    [Fact]
    public async Task A_key_that_was_turned_off_or_ended_or_is_used_from_elsewhere_is_refused_from_the_next_request_on()
    {
        var keys = host.Services.GetRequiredService<AccessKeys>();
        var key = await keys.CreateAsync(Actor.CommandLine, "auditor@example.com", AccessKeyLimits.None, default);
        var request = new RawRequest(host.Endpoint, key);
        Task<string?> Code() => CodeAsync((request with { Nonce = $"{Guid.NewGuid():N}" }).Get());
        Assert.Equal("InvalidVideo.NotFound", await Code());

        await keys.SetDisabledAsync(Actor.CommandLine, key.Id, isDisabled: true, default);
        Assert.Equal("InvalidAccessKeyId.Inactive", await Code());
        await keys.SetDisabledAsync(Actor.CommandLine, key.Id, isDisabled: false, default);
        await keys.LimitAsync(Actor.CommandLine, key.Id, new AccessKeyLimits("", null, "192.0.2.0/24"), default);
        Assert.Equal("Forbidden.RAM", await Code());
        await keys.LimitAsync(Actor.CommandLine, key.Id, new AccessKeyLimits("", null, "127.0.0.0/8 ::1"), default);
        Assert.Equal("InvalidVideo.NotFound", await Code());
        await keys.LimitAsync(Actor.CommandLine, key.Id, new AccessKeyLimits("", request.Time.AddMinutes(-1), ""), default);
        Assert.Equal("InvalidAccessKeyId.Inactive", await Code());
        await keys.DeleteAsync(Actor.CommandLine, key.Id, default);
        Assert.Equal("InvalidAccessKeyId.NotFound", await Code());
    }

    private const int RpcBodyLimit = 1024 * 1024;

    private static async Task<string?> CodeAsync(HttpRequestMessage request, bool mayBeAPage = false)
    {
        using (request)
        {
            using var answer = await Http.SendAsync(request);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            var text = await answer.Content.ReadAsStringAsync();
            return mayBeAPage && !text.StartsWith('{') ? text.Contains("InvalidParameter.Format", StringComparison.Ordinal) ? "InvalidParameter.Format" : null : CodeIn(text);
        }
    }

    private static string? CodeIn(string json) => JsonDocument.Parse(json).RootElement.GetProperty("Code").GetString();
}
