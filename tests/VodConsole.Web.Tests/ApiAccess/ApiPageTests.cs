using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Web.ApiAccess;
using VodConsole.Web.Components.ApiAccess;
using VodConsole.Web.Tests.Media;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>The API page as somebody with the fewest rights sees it.</summary>
public sealed class ApiPageTests : MediaPages
{
    public ApiPageTests() : base(Role.Auditor) => Services.AddRpc();

    [Fact]
    public void Lists_what_there_is_and_what_there_is_not()
    {
        var page = Render<ApiPage>();
        var rows = page.FindAll(".operations li");
        Assert.DoesNotContain("Not available", rows.Single(row => row.QuerySelector("a")!.TextContent == "GetVideoInfo").TextContent, StringComparison.Ordinal);
        Assert.Contains("Not available", rows.Single(row => row.QuerySelector("a")!.TextContent == "AddLiveStreamTranscode").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("playauth", "GetVideoPlayAuth")]
    [InlineData("AuthInfoTimeout", "GetVideoPlayAuth")]
    [InlineData("signed addresses", "GetPlayInfo")]
    public void Finds_an_operation_by_name_parameter_and_words(string search, string operation)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/api?search={Uri.EscapeDataString(search)}");
        Assert.Equal([operation], Render<ApiPage>().FindAll(".operations a").Select(link => link.TextContent));
    }

    [Theory]
    [InlineData("en", "The role to assume", "Required", "900 to 3600")]
    [InlineData("zh-CN", "要扮演的角色", "必填", "900 到 3600")]
    public void Explains_an_operation_in_both_languages(string language, params string[] words)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var page = Open("AssumeRole");
        foreach (var word in words) Assert.Contains(word, page.Markup, StringComparison.Ordinal);
        foreach (var fact in (string[])["sts:AssumeRole", "console:ViewMedia", "MissingRoleArn", "InvalidDurationSeconds", "EntityNotExist.Role"])
            Assert.Contains(fact, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_follow_what_is_filled_in()
    {
        var page = Open("GetVideoInfo");
        page.Find("#parameter-VideoId").Input("0123456789abcdef0123456789abcdef");
        foreach (var language in (string[])["curl", "C#", "Node.js"])
        {
            page.FindAll(".languages button").Single(button => button.TextContent == language).Click();
            Assert.Contains("0123456789abcdef0123456789abcdef", page.Find("pre[data-sample]").TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Says_how_an_operation_that_is_missing_is_refused_and_offers_no_form()
    {
        var page = Open("AddLiveStreamTranscode");
        Assert.Contains("InvalidVersion", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public void Knows_no_operation_that_nobody_has_named()
    {
        Assert.Contains("There is no such operation", Open("MakeCoffee").Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<ApiOperationPage> Open(string operation) => Render<ApiOperationPage>(parameters => parameters.Add(page => page.Name, operation));
}
