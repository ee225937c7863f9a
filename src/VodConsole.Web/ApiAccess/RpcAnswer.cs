using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess;

/// <summary>
/// An answer in the two writings of the contract (§2.1). XML is made from the JSON: an array is its element repeated, a number and a
/// truth value are their text.
/// </summary>
internal static class RpcAnswer
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Answers are data for programs and never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What an operation returned, as an object with its request id.</summary>
    public static JsonObject Of(object answer, string requestId)
    {
        var body = JsonSerializer.SerializeToNode(answer, answer.GetType(), Json)!.AsObject();
        body["RequestId"] = requestId;
        return body;
    }

    /// <summary>A refusal.</summary>
    public static JsonObject Of(RpcError error, string requestId, string host) => new()
    {
        ["RequestId"] = requestId,
        ["HostId"] = host,
        ["Code"] = error.Code,
        ["Message"] = error.Message,
        ["Recommend"] = $"https://api.aliyun.com/troubleshoot?q={Uri.EscapeDataString(error.Code)}&product=vod&requestId={requestId}",
    };

    /// <summary>Writes it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">The answer.</param>
    /// <param name="root">Name of the root element in XML.</param>
    /// <param name="isXml">Whether XML was asked for.</param>
    public static async Task WriteAsync(HttpContext context, JsonObject body, string root, bool isXml)
    {
        context.Response.Headers.CacheControl = "no-store";
        // Real clients compare these to the letter.
        context.Response.ContentType = isXml ? "text/xml;charset=utf-8" : "application/json;charset=utf-8";
        var text = isXml
            ? $"""<?xml version="1.0" encoding="UTF-8"?>{Elements(root, body).Single().ToString(SaveOptions.DisableFormatting)}"""
            : body.ToJsonString(Json);
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static IEnumerable<XElement> Elements(string name, JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(item => Elements(name, item)),
        JsonObject one => [new XElement(name, one.SelectMany(pair => Elements(pair.Key, pair.Value)))],
        null => [],
        _ => [new XElement(name, Text(node.ToString()))],
    };

    // XML has no way to write most control characters.
    private static string Text(string text) =>
        string.Concat(text.Select(character => System.Xml.XmlConvert.IsXmlChar(character) || char.IsSurrogate(character) ? character : '\uFFFD'));
}
