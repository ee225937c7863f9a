using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace VodConsole.Web.Hosting;

/// <summary>The console's two languages: the cookie's choice first, then what the browser asks for, then English.</summary>
internal static class Languages
{
    /// <summary>The cookie that remembers the choice; <c>app.js</c> writes it.</summary>
    public const string Cookie = "vod-language";

    /// <summary>Simplified Chinese.</summary>
    public const string Chinese = "zh-CN";

    /// <summary>English.</summary>
    public const string English = "en";

    /// <summary>Sets up the request's language.</summary>
    public static void Configure(RequestLocalizationOptions options)
    {
        options.SetDefaultCulture(English).AddSupportedCultures(English, Chinese).AddSupportedUICultures(English, Chinese);
        options.ApplyCurrentCultureToResponseHeaders = true;
        options.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(FromCookieAsync),
            new AcceptLanguageHeaderRequestCultureProvider(),
            new CustomRequestCultureProvider(FromChineseVariantAsync),
        ];
    }

    /// <summary>The language of a request that goes another way than pages do, found as theirs is.</summary>
    public static async Task<CultureInfo> OfAsync(HttpContext context)
    {
        foreach (var provider in context.RequestServices.GetRequiredService<IOptions<RequestLocalizationOptions>>().Value.RequestCultureProviders)
            if (await provider.DetermineProviderCultureResult(context) is { } found && found.UICultures.Select(Supported).OfType<string>().FirstOrDefault() is { } name)
                return CultureInfo.GetCultureInfo(name);
        return CultureInfo.GetCultureInfo(English);
    }

    private static string? Supported(StringSegment culture) => culture.Value switch
    {
        Chinese => Chinese,
        { } name when name == English || name.StartsWith(English + "-", StringComparison.OrdinalIgnoreCase) => English,
        _ => null,
    };

    private static Task<ProviderCultureResult?> FromCookieAsync(HttpContext context) =>
        Task.FromResult(context.Request.Cookies[Cookie] switch
        {
            Chinese => new ProviderCultureResult(Chinese),
            English => new ProviderCultureResult(English),
            _ => null,
        });

    // A browser set to "zh", "zh-Hans" or "zh-SG" names no culture that we have; Chinese is still the better answer.
    private static Task<ProviderCultureResult?> FromChineseVariantAsync(HttpContext context)
    {
        var first = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).FirstOrDefault();
        var isChinese = first?.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true;
        return Task.FromResult(isChinese ? new ProviderCultureResult(Chinese) : null);
    }
}
