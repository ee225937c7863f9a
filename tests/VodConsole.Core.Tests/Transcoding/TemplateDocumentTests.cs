using CsCheck;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Transcoding;

/// <summary>Templates as the contract writes them.</summary>
public sealed class TemplateDocumentTests
{
    private const string Plain = """{"Definition":"SD","Container":{"Format":"m3u8"},"MuxConfig":{"Segment":{"Duration":"6"}}""";

    private static readonly Gen<TemplateSettings> Settings =
        from definition in Gen.Enum<Definition>().Where(label => label != Definition.OD)
        from seconds in Gen.Int[1, 60]
        from name in Gen.String[Gen.Char.AlphaNumeric, 0, TemplateSettings.NameLimit]
        from numbers in Gen.Int[10, 1000].Array[8]
        from present in Gen.Bool.Array[12]
        select new TemplateSettings(definition, seconds)
        {
            Name = name,
            Video = definition is Definition.SQ or Definition.HQ ? null : new VideoSettings
            {
                Bitrate = present[0] ? numbers[0] : null, MaxRate = present[1] ? numbers[0] + numbers[1] : null,
                Width = present[2] ? 128 + (2 * numbers[2]) : null, Height = present[3] ? 128 + (2 * numbers[3]) : null, IsLongShort = present[4],
                FrameRate = present[5] ? numbers[4] % 60 + 0.5 : null, Gop = present[6] ? numbers[5] : null, Crf = present[7] ? numbers[6] % 52 : null,
                Profile = present[8] ? "high" : null, Preset = present[9] ? "fast" : null, BufferSize = present[10] ? 1000 + numbers[7] : null,
            },
            Audio = definition is Definition.SQ or Definition.HQ || present[11] ? new AudioSettings { Bitrate = numbers[6], SampleRate = 44100, Channels = 1 } : null,
            Conditions = new TemplateConditions { KeepsResolution = present[0], FailsOnResolution = present[1], KeepsBitrate = present[2], FailsOnBitrate = present[3] },
        };

    [Fact]
    public void What_is_written_reads_the_same() =>
        Settings.Sample(settings => settings == TemplateDocument.Read(TemplateDocument.Write(settings)) && TemplateDocument.Write(settings).Length <= TemplateDocument.LengthLimit);

    [Fact]
    public void Numbers_and_truths_may_be_texts_and_sections_may_be_texts_too()
    {
        var draft = Assert.Single(TemplateDocument.ReadList(
            """
            [{"Definition":"FHD","Type":"Normal","Container":"{\"Format\":\"m3u8\"}","MuxConfig":{"Segment":{"Duration":10}},
              "Video":{"Codec":"H.264","Bitrate":3000,"Width":"1920","Fps":"25","Remove":"false"},"Audio":{"Remove":true},
              "TransConfig":{"IsCheckReso":"true","IsCheckResoFail":"false","TransMode":"onepass"},"WatermarkIds":null,"Clip":""}]
            """));
        Assert.Equal((Definition.HD, 10, 3000, 1920, 25.0), (
            draft.Settings.Definition, draft.Settings.SegmentSeconds, draft.Settings.Video!.Bitrate, draft.Settings.Video.Width, draft.Settings.Video.FrameRate));
        Assert.Null(draft.Settings.Audio);
        Assert.True(draft.Settings.Conditions is { KeepsResolution: true, FailsOnResolution: false });
    }

    [Theory]
    [InlineData(""","Video":{"Codec":"H.265"}""", ErrorCode.TemplateFieldUnsupported, "[0].Video.Codec")]
    [InlineData(""","Video":{"Hdr":"true"}""", ErrorCode.TemplateFieldUnsupported, "[0].Video.Hdr")]
    [InlineData(""","Video":{"Bitrate":"9"}""", ErrorCode.TemplateFieldInvalid, "[0].Video.Bitrate")]
    [InlineData(""","Video":{"Width":"641"}""", ErrorCode.TemplateFieldInvalid, "[0].Video.Width")]
    [InlineData(""","Video":{"Fps":"0"}""", ErrorCode.TemplateFieldInvalid, "[0].Video.Fps")]
    [InlineData(""","Video":{"Fps":"NaN"}""", ErrorCode.TemplateFieldInvalid, "[0].Video.Fps")]
    [InlineData(""","Video":{"Bitrate":{}}""", ErrorCode.TemplateFieldInvalid, "[0].Video.Bitrate")]
    [InlineData(""","Video":{"Remove":"true"}""", ErrorCode.TemplateFieldUnsupported, "[0].Definition")]
    [InlineData(""","Audio":{"Codec":"MP3"}""", ErrorCode.TemplateFieldUnsupported, "[0].Audio.Codec")]
    [InlineData(""","Audio":{"Samplerate":"8000"}""", ErrorCode.TemplateFieldInvalid, "[0].Audio.Samplerate")]
    [InlineData(""","EncryptSetting":{"EncryptType":"Private"}""", ErrorCode.TemplateFieldUnsupported, "[0].EncryptSetting")]
    [InlineData(""","WatermarkIds":["USER_DEFAULT_WATERMARK"]""", ErrorCode.TemplateFieldUnsupported, "[0].WatermarkIds")]
    [InlineData(",\"Type\":\"VideoPackage\"", ErrorCode.TemplateFieldUnsupported, "[0].Type")]
    [InlineData(""","TransConfig":{"TransMode":"twopass"}""", ErrorCode.TemplateFieldUnsupported, "[0].TransConfig.TransMode")]
    [InlineData(""","TransConfig":{"IsCheckAudioBitrate":"true"}""", ErrorCode.TemplateFieldUnsupported, "[0].TransConfig.IsCheckAudioBitrate")]
    public void Refuses_what_is_not_carried_out(string more, ErrorCode code, string field)
    {
        var refusal = Assert.Throws<VodException>(() => TemplateDocument.ReadList($"[{Plain}{more}}}]"));
        Assert.Equal((code, field), (refusal.Code, refusal.Arguments[0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[[[[[[[[[[[[]]]]]]]]]]]]")]
    [InlineData("""[{"Definition":"SD","Definition":"HD"}]""")]
    public void Refuses_what_is_no_list_of_templates(string json) => Assert.ThrowsAny<VodException>(() => TemplateDocument.ReadList(json));

    [Theory]
    [InlineData("""{"Definition":"SD","Container":{"Format":"mp4"},"MuxConfig":{"Segment":{"Duration":"6"}}}""", "[0].Container.Format")]
    [InlineData("""{"Definition":"SD","Container":{"Format":"m3u8"}}""", "[0].MuxConfig.Segment.Duration")]
    [InlineData("""{"Definition":"SD","MuxConfig":{"Segment":{"Duration":"6"}}}""", "[0].Container.Format")]
    [InlineData("""{"Definition":"OD","Container":{"Format":"m3u8"},"MuxConfig":{"Segment":{"Duration":"6"}}}""", "[0].Definition")]
    [InlineData("""{"Definition":"4K","Container":{"Format":"m3u8"},"MuxConfig":{"Segment":{"Duration":"6"}}}""", "[0].Definition")]
    [InlineData("""{"Container":{"Format":"m3u8"},"MuxConfig":{"Segment":{"Duration":"6"}}}""", "[0].Definition")]
    public void Needs_a_label_the_container_and_the_segments(string template, string field)
    {
        var refusal = Assert.Throws<VodException>(() => TemplateDocument.ReadList($"[{template}]"));
        Assert.Equal(field, refusal.Arguments[0]);
    }

    [Fact]
    public void Any_text_is_a_template_list_or_refused() => Gen.String.Sample(text =>
    {
        try
        {
            TemplateDocument.ReadList(text);
        }
        catch (VodException)
        {
            // Every other exception fails the sample.
        }
    });
}
