using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using VodConsole.Protocol.Actions;
using VodConsole.Web.ApiAccess;
using VodConsole.Web.ApiAccess.Reference;

namespace VodConsole.Web.Components.ApiAccess;

/// <summary>The API in the viewer's language.</summary>
internal static class ApiWords
{
    private const int LongExample = 60;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The page of an operation.</summary>
    public static string HrefOf(string operation) => $"/api/{operation}";

    /// <summary>A group's name.</summary>
    public static string Of(OperationGroup group) => group switch
    {
        OperationGroup.Media => ApiText.GroupMedia,
        OperationGroup.Playback => ApiText.GroupPlayback,
        OperationGroup.Transcoding => ApiText.GroupTranscoding,
        OperationGroup.Downloads => ApiText.GroupDownloads,
        OperationGroup.Keys => ApiText.GroupKeys,
        OperationGroup.Notifications => ApiText.GroupNotifications,
        OperationGroup.ApiAccess => ApiText.GroupApiAccess,
        OperationGroup.Live => ApiText.GroupLive,
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, null),
    };

    /// <summary>What a parameter holds. On the wire everything is a text.</summary>
    public static string KindOf(RpcParameter parameter) => parameter.Kind switch
    {
        RpcParameterKind.Integer => ApiText.KindInteger,
        RpcParameterKind.Time => ApiText.KindTime,
        _ => ApiText.KindText,
    };

    /// <summary>A parameter's limits and what its absence means, each as a few words.</summary>
    public static IEnumerable<string> LimitsOf(RpcParameter parameter)
    {
        if (parameter is { Least: { } least, Most: { } most }) yield return Say(ApiText.FromTo, least, most);
        else if (parameter.Least is { } low) yield return Say(ApiText.AtLeast, low);
        else if (parameter.Most is { } high) yield return Say(ApiText.AtMost, high);
        if (parameter.Default is { } otherwise) yield return Say(ApiText.Default, otherwise);
    }

    /// <summary>An example that a field is too short to show, with JSON a line for each value; null for others.</summary>
    public static string? LongExampleOf(RpcParameter parameter)
    {
        if (parameter.Example.Length <= LongExample || parameter.Example[0] is not ('{' or '[')) return null;
        using var document = JsonDocument.Parse(parameter.Example);
        return JsonSerializer.Serialize(document.RootElement, Indented);
    }

    /// <summary>Whether a search means this operation: its name, what it does, or one of its parameters.</summary>
    public static bool Matches(OperationDescription operation, string search) =>
        new[] { operation.Name, OperationWords.Of(operation.Name) }.Concat(operation.Parameters.Select(parameter => parameter.Name))
            .Any(text => text?.Contains(search.Trim(), StringComparison.CurrentCultureIgnoreCase) == true);

    private static string Say(string format, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, format, arguments);
}
