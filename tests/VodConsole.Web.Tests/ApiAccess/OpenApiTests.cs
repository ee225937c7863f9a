using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using VodConsole.Core.Accounts;
using VodConsole.Web.ApiAccess;
using VodConsole.Web.ApiAccess.Reference;
using VodConsole.Web.Tests.Accounts;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>The OpenAPI document, as a program reads it that knows nothing of this one.</summary>
public sealed class OpenApiTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task It_is_valid_and_describes_every_operation_that_there_is(string language)
    {
        var document = await ReadAsync(language);

        var actions = host.Services.GetServices<RpcAction>().ToList();
        Assert.Equal(actions.Select(action => $"/#{action.Name}").Order(), document.Paths.Keys.Order());
        foreach (var action in actions)
        {
            var operation = document.Paths[$"/#{action.Name}"].Operations![HttpMethod.Post];
            var form = operation.RequestBody?.Content?["application/x-www-form-urlencoded"].Schema;
            Assert.Equal(action.Parameters.Select(parameter => parameter.Name), form?.Properties?.Keys ?? []);
            Assert.Equal(action.Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name).Order(), (form?.Required ?? new HashSet<string>()).Order());
            Assert.Equal(action.Name, operation.Parameters!.Single(parameter => parameter.Name == "x-acs-action").Schema!.Const);
            Assert.Contains("RequestId", operation.Responses!["200"].Content!["application/json"].Schema!.Properties!.Keys);
            Assert.Contains("Code", operation.Responses["default"].Content!["application/json"].Schema!.Properties!.Keys);
            Assert.DoesNotContain(": .", operation.Responses["default"].Description, StringComparison.Ordinal);
            Assert.DoesNotContain("：。", operation.Responses["default"].Description, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_says_what_a_parameter_may_be()
    {
        var form = (await ReadAsync("en")).Paths["/#GetVideoPlayAuth"].Operations![HttpMethod.Post].RequestBody!.Content!["application/x-www-form-urlencoded"].Schema!;
        var timeout = form.Properties!["AuthInfoTimeout"];
        Assert.Equal(JsonSchemaType.Integer, timeout.Type);
        Assert.Equal(("100", "3000"), (timeout.Minimum, timeout.Maximum));
        Assert.Equal(["VideoId", "ReferenceId"], form.AllOf!.Single().AnyOf!.Select(one => one.Required!.Single()));
    }

    [Fact]
    public async Task It_says_what_an_answer_holds()
    {
        var document = await ReadAsync("en");

        var answer = document.Paths["/#GetPlayInfo"].Operations![HttpMethod.Post].Responses!["200"].Content!["application/json"].Schema!;
        var stream = answer.Properties!["PlayInfoList"].Properties!["PlayInfo"].Items!;
        Assert.Equal((JsonSchemaType.Integer, JsonSchemaType.String), (stream.Properties!["Encrypt"].Type, stream.Properties["Duration"].Type));
        var listed = document.Paths["/#GetVideoList"].Operations![HttpMethod.Post].Responses!["200"].Content!["application/json"].Schema!;
        Assert.Contains("DownloadSwitch", listed.Properties!["VideoList"].Properties!["Video"].Items!.Properties!.Keys);
    }

    [Fact]
    public async Task Tools_read_it_without_a_session()
    {
        using var nobody = host.CreateClient();
        using var answer = await nobody.GetAsync(ReferenceEndpoints.OpenApiPath);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    private async Task<OpenApiDocument> ReadAsync(string language)
    {
        using var browser = (await host.SignInAsync(Role.Auditor)).Browser;
        var text = await browser.ReadAsync(ReferenceEndpoints.OpenApiPath, language);
        var read = OpenApiModelFactory.Parse(text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        return read.Document!;
    }
}
