using System.Text.Json;
using System.Text.RegularExpressions;
using VodConsole.Protocol.Tests;
using VodConsole.Web.ApiAccess.Reference;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>What operations answer, beside the fields that the contract's appendix lists for them.</summary>
public sealed partial class ContractFieldTests
{
    // What there is nothing to say of: images, attachments and what machines see in them, archives, marks in the picture, and technical details of streams.
    private static readonly string[] Absent =
    [
        "GetPlayInfo/PlayInfoList.PlayInfo.(BitDepth|EncryptMode|HDRType|JobExt|JobType|WatermarkId)", "GetPlayInfo/VideoBase.DanMuURL",
        "GetTranscodeTemplateGroup/.*[.](Clip|CopyrightMark|EncryptSetting|PackageSetting|Rotate|SubtitleList|TraceMark|TranscodeFileRegular)",
        "GetTranscodeTask/.*(InputFileUrl|AudioStreamList|VideoStreamList)", "GetVideoInfo/Video.CustomMediaInfo", ".*[.]Restore(Expiration|Status)",
        "SearchMedia/MediaList[.](AiData|AiRoughData|AttachedMedia|Image).*", "SearchMedia/.*[.]SpriteSnapshots", "GetMezzanineInfo/Mezzanine.FileMD5",
        "GetMezzanineInfo/Mezzanine.(Audio|Video)StreamList[.](CodecTimeBase|Lang)", "GetMessageCallback/MessageCallback.Mns(Endpoint|QueueName)",
    ];

    [SkippableFact]
    public void Every_field_of_the_contract_is_answered_or_known_to_be_absent()
    {
        var contract = File.ReadAllText(SharedFiles.Require("design/vod-contract.md"));
        var appendix = contract[contract.IndexOf("### VOD 2017-03-21", StringComparison.Ordinal)..contract.IndexOf("### Live 2016-11-01", StringComparison.Ordinal)];

        var missing =
            from operation in Operation().Matches(appendix)
            let name = operation.Groups["name"].Value
            where OperationAnswers.IsDescribed(name)
            let answered = FieldsOf(OperationAnswers.Of(name), "").Append("RequestId").ToHashSet()
            from field in FieldsIn(operation.Groups["answer"].Value)
            where !answered.Contains(field)
            select $"{name}/{field}";

        Assert.Equal([], missing.Where(field => !Absent.Any(known => Regex.IsMatch(field, $"^{known}$"))));
    }

    private static IEnumerable<string> FieldsIn(string list)
    {
        var path = new List<string>();
        foreach (Match field in Field().Matches(list))
        {
            path.RemoveRange(field.Groups["indent"].Length / 2, path.Count - field.Groups["indent"].Length / 2);
            path.Add(field.Groups["name"].Value);
            yield return string.Join('.', path);
        }
    }

    private static IEnumerable<string> FieldsOf(JsonElement shape, string prefix) => (shape = OperationAnswers.Resolve(shape)).ValueKind switch
    {
        JsonValueKind.Object => shape.EnumerateObject().SelectMany(field => FieldsOf(field.Value, $"{prefix}{field.Name}.").Prepend(prefix + field.Name)),
        JsonValueKind.Array => FieldsOf(shape[0], prefix),
        _ => [],
    };

    [GeneratedRegex(@"#### (?<name>\w+)\n(?:(?!#### ).)*?\*\*Response\*\*\n(?<answer>(?:(?!#### ).)*)", RegexOptions.Singleline)]
    private static partial Regex Operation();

    [GeneratedRegex("^(?<indent> *)- `(?<name>\\w+)`", RegexOptions.Multiline)]
    private static partial Regex Field();
}
