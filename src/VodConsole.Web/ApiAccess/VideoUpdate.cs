using System.Globalization;
using System.Text.Json;
using VodConsole.Core.Media;
using VodConsole.Protocol.Formats;

namespace VodConsole.Web.ApiAccess;

/// <summary>One item of <c>UpdateContent</c> (<c>vod-contract.md</c> §6): which video, and what changes.</summary>
/// <param name="VideoId">The video's id as it was given; null where it is named by reference.</param>
/// <param name="ReferenceId">Its reference; null where there is none.</param>
/// <param name="Change">What changes.</param>
internal sealed record VideoUpdate(string? VideoId, string? ReferenceId, VideoChange Change)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8 };

    /// <summary>Reads the list; null when it is none. Members that are unknown, or none of the contract's types, make it none.</summary>
    public static IReadOnlyList<VideoUpdate>? Read(string json)
    {
        try
        {
            using var document = WellFormedJson.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Array) return null;
            return [.. document.RootElement.EnumerateArray().Select(Item)];
        }
        catch (Exception broken) when (broken is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static VideoUpdate Item(JsonElement item)
    {
        var (videoId, reference, change) = ((string?)null, (string?)null, new VideoChange());
        foreach (var member in item.EnumerateObject())
        {
            if (member.Name == "VideoId") videoId = Name(member.Value);
            else if (member.Name == "ReferenceId") reference = Name(member.Value);
            else
            {
                change = member.Name switch
                {
                    "Title" => change with { Title = member.Value.GetString() },
                    "Description" => change with { Description = member.Value.GetString() },
                    "Tags" => change with { Tags = member.Value.GetString() },
                    "CoverURL" => change with { CoverUrl = member.Value.GetString() },
                    "UserData" => change with { UserData = member.Value.GetString() },
                    "CateId" => change with { CategoryId = Number(member.Value) },
                    _ => throw new FormatException(member.Name),
                };
            }
        }

        return new VideoUpdate(videoId, reference, videoId is null ? change : change with { ReferenceId = reference });
    }

    // An empty one names nothing, like an empty parameter.
    private static string? Name(JsonElement value) => value.GetString() is { Length: > 0 } text ? text : null;

    private static int? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => int.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : throw new FormatException(),
        _ => value.GetInt32(),
    };
}
