using System.Globalization;
using System.Resources;

namespace VodConsole.EndToEnd.Tests.Downloads;

/// <summary>The console's own words in one language, so that a journey reads them and does not repeat them.</summary>
internal sealed record Words(CultureInfo Culture)
{
    public static Words In(string language) => new(CultureInfo.GetCultureInfo(language));

    public string Of(ResourceManager words, string key, params object[] arguments) =>
        string.Format(Culture, words.GetString(key, Culture)!, arguments);
}
