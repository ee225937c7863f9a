using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using VodConsole.Core.Refusals;
using VodConsole.Protocol.Formats;
using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding.Templates;

/// <summary>
/// A template as the contract writes it (<c>vod-contract.md</c> §5), which is also what rows keep. Reading refuses what the worker
/// does not carry out; what was written reads the same again.
/// </summary>
public static class TemplateDocument
{
    /// <summary>Characters of a written template.</summary>
    public const int LengthLimit = 2000;

    /// <summary>Nothing in a template is nested deeper, and no field may be there twice.</summary>
    internal static readonly JsonDocumentOptions Reading = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Samples per second that a template can ask for.</summary>
    public static IReadOnlyList<int> SampleRates { get; } = [22050, 32000, 44100, 48000, 96000];

    private static readonly JsonSerializerOptions Writing = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] Profiles = ["baseline", "main", "high"];
    private static readonly string[] Presets = ["veryfast", "fast", "medium", "slow", "slower", "veryslow"];

    /// <summary>Reads the JSON array of a request.</summary>
    /// <returns>The templates in their order, each with the id that it names.</returns>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.TemplateListInvalid"/>, <see cref="ErrorCode.TemplateFieldInvalid"/>, or
    /// <see cref="ErrorCode.TemplateFieldUnsupported"/>, with the field's path and what was given.
    /// </exception>
    public static IReadOnlyList<TemplateDraft> ReadList(string json)
    {
        try
        {
            using var document = WellFormedJson.Parse(json, Reading);
            if (document.RootElement is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0)
                return [.. list.EnumerateArray().Select((element, index) => Read(TemplateFields.Of($"[{index}]", element)))];
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new VodException(ErrorCode.TemplateListInvalid);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TemplateSettings Read(string json)
    {
        using var document = WellFormedJson.Parse(json, Reading);
        return Read(TemplateFields.Of("", document.RootElement)).Settings;
    }

    /// <summary>Writes a template: one object with the contract's sections.</summary>
    public static string Write(TemplateSettings settings)
    {
        var sections = SectionsOf(settings);
        return JsonSerializer.Serialize(new
        {
            TemplateName = settings.Name.Length > 0 ? settings.Name : null, Definition = TemplateLabel.Of(settings.Definition),
            sections.Container, sections.MuxConfig, sections.Video, sections.Audio, sections.TransConfig,
        }, Writing);
    }

    /// <summary>Writes a template that may hold anything.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.TemplateFieldInvalid"/> or <see cref="ErrorCode.TemplateFieldUnsupported"/>.</exception>
    public static string WriteChecked(TemplateSettings settings)
    {
        var text = Write(settings);
        Read(text);
        return text;
    }

    /// <summary>A template's sections as JSON texts, which is how the contract answers them.</summary>
    public static TemplateTexts TextsOf(TemplateSettings settings)
    {
        var sections = SectionsOf(settings);
        return new(Text(sections.Container), Text(sections.MuxConfig), Text(sections.Video), Text(sections.Audio), Text(sections.TransConfig));
    }

    private static string Text(object section) => JsonSerializer.Serialize(section, Writing);

    private static TemplateDraft Read(TemplateFields fields)
    {
        fields.Choice("Type", "Normal");
        var id = fields.Text("TranscodeTemplateId");
        var label = fields.Text("Definition") ?? throw fields.Invalid("Definition", "");
        var settings = new TemplateSettings(LabelOf(fields, label), SegmentsIn(fields))
        {
            Name = fields.Text("TemplateName") is { } name ? VisibleName(fields, name) : "",
            Video = VideoIn(fields.Object("Video")),
            Audio = AudioIn(fields.Object("Audio")),
            Conditions = ConditionsIn(fields.Object("TransConfig")),
        };
        fields.Close();
        if (settings is { Video: null, Audio: null }) throw fields.Invalid("Video.Remove", "true");
        if ((settings.Definition is Definition.SQ or Definition.HQ) != (settings.Video is null)) throw fields.Unsupported("Definition", label);
        return new TemplateDraft(id is null ? null : Guid.TryParseExact(id, "N", out var parsed) ? parsed : throw fields.Invalid("TranscodeTemplateId", id), settings);
    }

    // The original's own group repackages; a template encodes.
    private static Definition LabelOf(TemplateFields fields, string label) =>
        TemplateLabel.Read(label) is { } definition and not Definition.OD ? definition : throw fields.Unsupported("Definition", label);

    private static string VisibleName(TemplateFields fields, string name) =>
        name.Length <= TemplateSettings.NameLimit && !name.Any(char.IsControl) ? name : throw fields.Invalid("TemplateName", name);

    private static int SegmentsIn(TemplateFields fields)
    {
        if (fields.Object("Container") is not { } container) throw fields.Invalid("Container.Format", "");
        if (container.Choice("Format", "m3u8") is null) throw container.Invalid("Format", "");
        container.Close();
        if (fields.Object("MuxConfig") is not { } mux || mux.Object("Segment") is not { } segment) throw fields.Invalid("MuxConfig.Segment.Duration", "");
        var seconds = segment.Integer("Duration", 1, 60) ?? throw segment.Invalid("Duration", "");
        segment.Close();
        mux.Close();
        return seconds;
    }

    private static VideoSettings? VideoIn(TemplateFields? fields)
    {
        if (fields is null) return new VideoSettings();
        if (fields.Flag("Remove"))
        {
            fields.Close();
            return null;
        }

        fields.Choice("Codec", "H.264");
        fields.Choice("ScanMode", "progressive");
        fields.Choice("PixFmt", "yuv420p");
        var settings = new VideoSettings
        {
            Bitrate = fields.Integer("Bitrate", 10, 50_000), Width = Even(fields, "Width"), Height = Even(fields, "Height"),
            IsLongShort = fields.Flag("LongShortMode"), FrameRate = fields.Number("Fps", 60), Gop = fields.Integer("Gop", 1, 3000),
            Crf = fields.Integer("Crf", 0, 51), Profile = fields.Choice("Profile", Profiles), Preset = fields.Choice("Preset", Presets),
            MaxRate = fields.Integer("Maxrate", 10, 50_000), BufferSize = fields.Integer("Bufsize", 1000, 128_000),
        };
        fields.Close();
        if (settings is { Bitrate: { } average, MaxRate: { } most } && most < average) throw fields.Invalid("Maxrate", most);
        return settings;
    }

    private static int? Even(TemplateFields fields, string name) =>
        fields.Integer(name, 128, 4096) is { } side ? side % 2 == 0 ? side : throw fields.Invalid(name, side) : null;

    private static AudioSettings? AudioIn(TemplateFields? fields)
    {
        if (fields is null) return new AudioSettings();
        if (fields.Flag("Remove"))
        {
            fields.Close();
            return null;
        }

        fields.Choice("Codec", "AAC");
        fields.Choice("Profile", "aac_low");
        var settings = new AudioSettings
        {
            Bitrate = fields.Integer("Bitrate", 8, 1000), SampleRate = fields.Integer("Samplerate", SampleRates[0], SampleRates[^1]),
            Channels = fields.Integer("Channels", 1, 2),
        };
        fields.Close();
        return settings.SampleRate is { } rate && !SampleRates.Contains(rate) ? throw fields.Invalid("Samplerate", rate) : settings;
    }

    private static TemplateConditions ConditionsIn(TemplateFields? fields)
    {
        if (fields is null) return new TemplateConditions();
        fields.Choice("TransMode", "onepass");
        // The probe does not tell the sound's own bit rate.
        foreach (var name in (string[])["IsCheckAudioBitrate", "IsCheckAudioBitrateFail"])
            if (fields.Flag(name)) throw fields.Unsupported(name, "true");
        var conditions = new TemplateConditions
        {
            KeepsResolution = fields.Flag("IsCheckReso"), FailsOnResolution = fields.Flag("IsCheckResoFail"),
            KeepsBitrate = fields.Flag("IsCheckVideoBitrate"), FailsOnBitrate = fields.Flag("IsCheckVideoBitrateFail"),
        };
        fields.Close();
        return conditions;
    }

    private static (object Container, object MuxConfig, object Video, object Audio, object TransConfig) SectionsOf(TemplateSettings settings) =>
    (
        new { Format = "m3u8" },
        new { Segment = new { Duration = Number(settings.SegmentSeconds) } },
        settings.Video is { } video
            ? new
            {
                Codec = "H.264", Remove = "false", Bitrate = Number(video.Bitrate), Width = Number(video.Width), Height = Number(video.Height),
                LongShortMode = video.IsLongShort ? "true" : null, Fps = Number(video.FrameRate), Gop = Number(video.Gop), Crf = Number(video.Crf),
                video.Profile, video.Preset, Maxrate = Number(video.MaxRate), Bufsize = Number(video.BufferSize),
            }
            : new { Remove = "true" },
        settings.Audio is { } audio
            ? new
            {
                Codec = "AAC", Remove = "false", Bitrate = Number(audio.Bitrate), Samplerate = Number(audio.SampleRate), Channels = Number(audio.Channels),
                Profile = "aac_low",
            }
            : new { Remove = "true" },
        new
        {
            TransMode = "onepass", IsCheckReso = Flag(settings.Conditions.KeepsResolution), IsCheckResoFail = Flag(settings.Conditions.FailsOnResolution),
            IsCheckVideoBitrate = Flag(settings.Conditions.KeepsBitrate), IsCheckVideoBitrateFail = Flag(settings.Conditions.FailsOnBitrate),
            IsCheckAudioBitrate = Flag(false), IsCheckAudioBitrateFail = Flag(false),
        }
    );

    private static string? Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "true" : "false";
}

/// <summary>A template of a request.</summary>
/// <param name="Id">The template that it changes; null for a new one.</param>
/// <param name="Settings">What it makes.</param>
public sealed record TemplateDraft(Guid? Id, TemplateSettings Settings);

/// <summary>A template's sections, each as a JSON text.</summary>
/// <param name="Container">The container.</param>
/// <param name="MuxConfig">Segments.</param>
/// <param name="Video">The pictures.</param>
/// <param name="Audio">The sound.</param>
/// <param name="TransConfig">What of the source is looked at first.</param>
public sealed record TemplateTexts(string Container, string MuxConfig, string Video, string Audio, string TransConfig);
