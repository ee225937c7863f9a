using System.Globalization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace VodConsole.Web.Components.Layout;

/// <summary>The words that MudBlazor's own components say, where the console uses them: <c>MudWords.resx</c>.</summary>
internal sealed class MudWordsLocalizer : MudLocalizer
{
    /// <inheritdoc/>
    public override LocalizedString this[string key]
    {
        get
        {
            var text = MudWords.ResourceManager.GetString(key, CultureInfo.CurrentUICulture);
            return new LocalizedString(key, text ?? key, resourceNotFound: text is null);
        }
    }
}
