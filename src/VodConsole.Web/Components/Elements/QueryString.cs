using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace VodConsole.Web.Components.Elements;

/// <summary>Filters, order and tabs live in the address, so that a list can be bookmarked and shared.</summary>
public static class QueryString
{
    /// <summary>
    /// Sets parameters of the address (null or empty removes one) and leaves the others. The page gets them through
    /// <c>[SupplyParameterFromQuery]</c>. Name <c>page</c> with null whenever a filter changes.
    /// </summary>
    public static void SetQuery(this NavigationManager navigator, params (string Name, object? Value)[] parameters)
    {
        var values = parameters.ToDictionary(
            parameter => parameter.Name, parameter => parameter.Value is string { Length: 0 } ? null : (object?)parameter.Value?.ToString());
        navigator.NavigateTo(navigator.GetUriWithQueryParameters(values), replace: true);
    }

    /// <summary>A parameter of the address as it is now; null when it has none.</summary>
    public static string? Read(NavigationManager navigator, string name) =>
        QueryHelpers.ParseQuery(new Uri(navigator.Uri).Query).TryGetValue(name, out var values) ? values.ToString() : null;
}
