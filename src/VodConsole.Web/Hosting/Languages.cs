using Microsoft.AspNetCore.Localization;

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
