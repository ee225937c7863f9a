using VodConsole.Core.ApiAccess;
using VodConsole.Core.Transcoding;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess;

/// <summary>Template groups as the operations read and answer them (<c>vod-contract.md</c> §5): sections of a template are JSON texts.</summary>
internal static class TemplateGroupAnswer
{
    /// <summary>The parameter that names a group.</summary>
    public static RpcParameter Parameter { get; } = new("TranscodeTemplateGroupId", IsRequired: true, Example: "4c71a339fe52b4fa6f4527d58079958b");

    /// <summary>A list with one template that has a bit of everything, for people.</summary>
    /// <param name="id">The template that it changes; null for a new one.</param>
    public static string ExampleOf(string? id)
    {
        var named = id is null ? "" : $"""
            "TranscodeTemplateId":"{id}",
            """;
        return $$$"""[{{{{named}}}"TemplateName":"Mobile SD","Definition":"SD","Container":{"Format":"m3u8"},"MuxConfig":{"Segment":{"Duration":"6"}},"Video":{"Codec":"H.264","Bitrate":"900","Width":"960","Fps":"30","Gop":"180","Profile":"main","Preset":"medium","Maxrate":"1350","Bufsize":"2700"},"Audio":{"Codec":"AAC","Bitrate":"64","Samplerate":"44100","Channels":"2"},"TransConfig":{"TransMode":"onepass","IsCheckReso":"true","IsCheckVideoBitrate":"true"}}]""";
    }

    /// <summary>The group that a call names; whether there is one is not looked at.</summary>
    /// <exception cref="RpcException">It can name none.</exception>
    public static TemplateGroup Named(RpcCall call) =>
        TemplateGroup.TryRead(call.RequiredText(Parameter.Name), out var group) ? group.Value : throw new RpcException(TranscodeErrors.GroupNotFound);

    /// <summary>A group without its templates.</summary>
    public static object Of(TemplateGroupView view) => new
    {
        TranscodeTemplateGroupId = view.Group.Id, view.Name, IsDefault = DefaultOf(view), Locked = LockedOf(view), AppId = VideoAnswer.App,
        CreationTime = RpcCall.Write(view.CreatedAt), ModifyTime = RpcCall.Write(view.ModifiedAt),
    };

    /// <summary>A group with its templates.</summary>
    public static object WithTemplates(TemplateGroupView view) => new
    {
        TranscodeTemplateGroupId = view.Group.Id, view.Name, IsDefault = DefaultOf(view), Locked = LockedOf(view), AppId = VideoAnswer.App,
        CreationTime = RpcCall.Write(view.CreatedAt), ModifyTime = RpcCall.Write(view.ModifiedAt),
        TranscodeTemplateList = view.Templates.Select(Describe),
    };

    private static object Describe(TemplateView template)
    {
        var texts = TemplateDocument.TextsOf(template.Settings);
        return new
        {
            TranscodeTemplateId = $"{template.Id:N}", TemplateName = template.Settings.Name, Type = "Normal",
            Definition = TemplateLabel.Of(template.Settings.Definition),
            texts.Container, texts.MuxConfig, texts.Video, texts.Audio, texts.TransConfig, WatermarkIds = Array.Empty<string>(),
        };
    }

    private static string DefaultOf(TemplateGroupView view) => view.IsDefault ? "Default" : "NotDefault";

    private static string LockedOf(TemplateGroupView view) => view.IsLocked ? "Enabled" : "Disabled";
}
