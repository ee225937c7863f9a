using System.Globalization;

namespace VodConsole.Web.ApiAccess.Reference;

/// <summary>What operations and parameters are for, in the viewer's language.</summary>
internal static class OperationWords
{
    /// <summary>What the operation does; null where nobody has said it. Markdown, of which <c>Explanation</c> knows what is used.</summary>
    public static string? Of(string operation) => OperationText.ResourceManager.GetString(operation, CultureInfo.CurrentUICulture);

    /// <summary>The same in one paragraph, which is the first.</summary>
    public static string? Briefly(string operation) => Of(operation)?.Split('\n', 2)[0].TrimEnd();

    /// <summary>
    /// What the parameter is for; null where nobody has said it. A parameter that many operations have is described once, under its
    /// own name, unless an operation says more.
    /// </summary>
    public static string? Of(string operation, string parameter) =>
        ParameterText.ResourceManager.GetString($"{operation}.{parameter}", CultureInfo.CurrentUICulture)
        ?? ParameterText.ResourceManager.GetString(parameter, CultureInfo.CurrentUICulture);
}
