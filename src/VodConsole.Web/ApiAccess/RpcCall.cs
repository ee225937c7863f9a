using System.Globalization;
using System.Text.Json;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Protocol.Actions;
using VodConsole.Protocol.Formats;
using VodConsole.Protocol.Signing;

namespace VodConsole.Web.ApiAccess;

/// <summary>A signed request on its way into an operation: who asks, and for what. An empty parameter counts as absent, except where <see cref="Given"/> is asked.</summary>
/// <param name="caller">Who signed it.</param>
/// <param name="parameters">Its parameters.</param>
/// <param name="server">The address that the client reached this server under, without a slash at its end.</param>
/// <param name="videos">The videos that it names by reference.</param>
internal sealed class RpcCall(ApiCaller caller, RequestParameters parameters, string server, NamedVideos videos)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The parameter that names an application, for <see cref="App"/>.</summary>
    public static RpcParameter AppParameter { get; } = new("AppId", Example: VideoAnswer.App) { Choices = [VideoAnswer.App], Default = VideoAnswer.App };

    /// <summary>The account, for use cases.</summary>
    public Actor Actor => caller.Actor;

    /// <summary>Who signed it.</summary>
    public ApiCaller Caller => caller;

    /// <summary>The address that the client reached this server under, for addresses in answers.</summary>
    public string Server => server;

    /// <summary>Host and port of <see cref="Server"/>.</summary>
    public string Host => new Uri(server).Authority;

    /// <summary>A text, or null.</summary>
    public string? Text(string name) => parameters[name] is { Length: > 0 } value ? value : null;

    /// <summary>A text where an empty one says something too; null only where the parameter is absent.</summary>
    public string? Given(string name) => parameters[name];

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string name) => Text(name) ?? throw new RpcException(RpcError.Missing(name));

    /// <summary>A number in a range, or null.</summary>
    public long? Integer(string name, long least = long.MinValue, long most = long.MaxValue)
    {
        if (Text(name) is not { } text) return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new RpcException(RpcError.Invalid(name));
    }

    /// <summary>One of the choices of a parameter, or its default; null where it is absent and has none.</summary>
    public string? Choice(IReadOnlyList<RpcParameter> parameters, string name)
    {
        var parameter = parameters.First(one => one.Name == name);
        var text = Text(name) ?? parameter.Default;
        return text is null || parameter.Choices.Contains(text) ? text : throw new RpcException(RpcError.Invalid(name));
    }

    /// <summary>Texts between commas, each once; or null.</summary>
    /// <exception cref="RpcException">More than <paramref name="most"/>, or none at all.</exception>
    public IReadOnlyList<string>? List(string name, int most)
    {
        if (Text(name) is not { } text) return null;
        var items = Split(text).Distinct(StringComparer.Ordinal).ToList();
        if (items.Count == 0) throw new RpcException(RpcError.Invalid(name));
        return items.Count <= most ? items : throw new RpcException(VideoErrors.TooMany(name, most));
    }

    /// <summary>The application that <c>AppId</c> names, which is the only one that there is.</summary>
    /// <exception cref="RpcException">It names another one.</exception>
    public string App() => Choice([AppParameter], AppParameter.Name)!;

    /// <summary>A JSON object, or null.</summary>
    public JsonElement? JsonObject(string name)
    {
        if (Text(name) is not { } text) return null;
        try
        {
            using var document = WellFormedJson.Parse(text, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new RpcException(RpcError.InvalidParameter(name, "It is a JSON object."));
    }

    /// <summary>A time, or null.</summary>
    public DateTime? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        return DateTime.TryParseExact(
            text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new RpcException(RpcError.Invalid(name));
    }

    /// <summary>The video that <c>VideoId</c> names, or where that is absent <c>ReferenceId</c>.</summary>
    /// <exception cref="RpcException">Both are absent, or name no video; or not the one that a playback credential is for.</exception>
    public Guid VideoId()
    {
        var found = Text("VideoId") is null && Text("ReferenceId") is { } reference
            ? videos.Find(reference)
            : Id(RequiredText("VideoId"));
        if (found is not { } id) throw new RpcException(VideoErrors.NotFound);
        return caller.Session?.VideoId is { } only && only != id ? throw new RpcException(RpcError.Forbidden) : id;
    }

    /// <summary>The video of that reference, or null; one that <c>RpcAction.References</c> named.</summary>
    public Guid? VideoOf(string reference) => videos.Find(reference);

    /// <summary>The parts of a text with commas.</summary>
    public static IEnumerable<string> Split(string? text) =>
        text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>The id that a text is, 32 hex digits in any case; or null.</summary>
    public static Guid? Id(string? text) => Guid.TryParseExact(text, "N", out var id) ? id : null;

    /// <summary>The ids among texts; those that are none are left out.</summary>
    public static HashSet<Guid> Ids(IEnumerable<string> texts) => [.. texts.Select(Id).OfType<Guid>()];

    /// <summary>A time as answers write it.</summary>
    public static string Write(DateTime time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>A time as answers write it, or null.</summary>
    public static string? Write(DateTime? time) => time is { } value ? Write(value) : null;
}
