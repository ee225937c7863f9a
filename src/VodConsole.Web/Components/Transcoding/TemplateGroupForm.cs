using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol;

namespace VodConsole.Web.Components.Transcoding;

/// <summary>What is typed of a template group. In contrast to <see cref="TemplateSettings"/> it may hold anything.</summary>
public sealed class TemplateGroupForm
{
    private static readonly Definition[] Offered = [Definition.FD, Definition.LD, Definition.SD, Definition.HD, Definition.SQ, Definition.HQ];

    /// <summary>The group's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Length of a segment in seconds.</summary>
    public int SegmentSeconds { get; set; } = 6;

    /// <summary>The templates.</summary>
    public List<TemplateForm> Templates { get; } = [];

    /// <summary>The labels that a template can have, and no other template has.</summary>
    public IEnumerable<Definition> Free(TemplateForm? own) =>
        Offered.Where(definition => Templates.All(one => one == own || one.Definition != definition));

    /// <summary>Adds a template with the next label and the sizes that the contract recommends.</summary>
    public void Add() => Templates.Add(TemplateForm.Recommended(Free(null).First()));

    /// <summary>The form of a group, or of a new one.</summary>
    public static TemplateGroupForm Of(TemplateGroupView? view)
    {
        var form = new TemplateGroupForm();
        if (view is null)
        {
            form.Add();
            return form;
        }

        (form.Name, form.SegmentSeconds) = (view.Name, view.Templates[0].Settings.SegmentSeconds);
        form.Templates.AddRange(view.Templates.Select(TemplateForm.Of));
        return form;
    }
}

/// <summary>What is typed of a template.</summary>
public sealed class TemplateForm
{
    private VideoSettings video = new();
    private string name = "";

    /// <summary>The template that it changes; null for a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its label.</summary>
    public Definition Definition { get; set; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; set; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; set; }

    /// <summary>Whether the width is that of the longer side.</summary>
    public bool IsLongShort { get; set; }

    /// <summary>The pictures' bit rate in kbit/s.</summary>
    public int? VideoKbps { get; set; }

    /// <summary>Frames per second.</summary>
    public double? FrameRate { get; set; }

    /// <summary>Most frames between key frames.</summary>
    public int? Gop { get; set; }

    /// <summary>Whether it has sound.</summary>
    public bool HasAudio { get; set; } = true;

    /// <summary>The sound's bit rate in kbit/s.</summary>
    public int? AudioKbps { get; set; }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; set; } = 48000;

    /// <summary>Channels.</summary>
    public int Channels { get; set; } = 2;

    /// <summary>What happens to a source with a smaller picture.</summary>
    public TemplateCondition IfSmaller { get; set; } = TemplateCondition.Keeps;

    /// <summary>What happens to a source with a lower bit rate.</summary>
    public TemplateCondition IfLower { get; set; } = TemplateCondition.None;

    /// <summary>Whether it makes sound alone, which its label says.</summary>
    public bool IsAudioOnly => Definition is Definition.SQ or Definition.HQ;

    /// <summary>A new template.</summary>
    public static TemplateForm Recommended(Definition definition)
    {
        var (width, height) = definition switch
        {
            Definition.FD => (640, 360),
            Definition.LD => (960, 540),
            Definition.SD => (1280, 720),
            Definition.HD => (1920, 1080),
            _ => ((int?)null, (int?)null),
        };
        return new TemplateForm { Definition = definition, Width = width, Height = height, IsLongShort = true };
    }

    /// <summary>The form of a template.</summary>
    public static TemplateForm Of(TemplateView view)
    {
        var settings = view.Settings;
        return new TemplateForm
        {
            Id = view.Id, Definition = settings.Definition, video = settings.Video ?? new(), Width = settings.Video?.Width, Height = settings.Video?.Height,
            IsLongShort = settings.Video?.IsLongShort ?? true, VideoKbps = settings.Video?.Bitrate, FrameRate = settings.Video?.FrameRate,
            Gop = settings.Video?.Gop, HasAudio = settings.Audio is not null, AudioKbps = settings.Audio?.Bitrate,
            SampleRate = settings.Audio?.SampleRate ?? 48000, Channels = settings.Audio?.Channels ?? 2,
            IfSmaller = ConditionOf(settings.Conditions.FailsOnResolution, settings.Conditions.KeepsResolution),
            IfLower = ConditionOf(settings.Conditions.FailsOnBitrate, settings.Conditions.KeepsBitrate), name = settings.Name,
        };
    }

    /// <summary>What was typed, with what the form does not show as it was.</summary>
    public TemplateDraft ToDraft(int segmentSeconds) => new(Id, new TemplateSettings(Definition, segmentSeconds)
    {
        Name = name,
        Video = IsAudioOnly ? null : video with
        {
            Width = Width, Height = Height, IsLongShort = IsLongShort, Bitrate = VideoKbps, FrameRate = FrameRate, Gop = Gop,
        },
        Audio = IsAudioOnly || HasAudio ? new AudioSettings { Bitrate = AudioKbps, SampleRate = SampleRate, Channels = Channels } : null,
        Conditions = new TemplateConditions
        {
            KeepsResolution = IfSmaller == TemplateCondition.Keeps, FailsOnResolution = IfSmaller == TemplateCondition.Fails,
            KeepsBitrate = IfLower == TemplateCondition.Keeps, FailsOnBitrate = IfLower == TemplateCondition.Fails,
        },
    });

    private static TemplateCondition ConditionOf(bool fails, bool keeps) =>
        fails ? TemplateCondition.Fails : keeps ? TemplateCondition.Keeps : TemplateCondition.None;
}

/// <summary>What happens where the source has less than the template says.</summary>
public enum TemplateCondition
{
    /// <summary>It is made all the same.</summary>
    None,
    /// <summary>The source's own is used.</summary>
    Keeps,
    /// <summary>Nothing is made.</summary>
    Fails,
}
