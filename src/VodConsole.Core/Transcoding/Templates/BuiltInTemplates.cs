using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding.Templates;

/// <summary>
/// The built-in groups in the words of the contract, for those who list groups and jobs. What they really do is
/// <see cref="Ladder"/>'s: they follow the source where a template cannot.
/// </summary>
public static class BuiltInTemplates
{
    private const int SegmentSeconds = 6;

    /// <summary>The group as a reader sees it.</summary>
    /// <param name="group">A built-in one.</param>
    /// <param name="standing">The default group.</param>
    internal static TemplateGroupView View(TemplateGroup group, TemplateGroup standing) => new(
        group, group == TemplateGroup.Original ? "不转码" : "TranscodeTemplateGroup", group == standing, IsLocked: true, null, null,
        group == TemplateGroup.Original ? [] : [.. Ladder.Labels.Select(rung => new TemplateView(IdOf(group, rung.Definition), Describe(rung)))]);

    /// <summary>The id of a built-in template, the same everywhere and always.</summary>
    public static Guid IdOf(TemplateGroup group, Definition definition)
    {
        if (group.OwnId is not null) throw new ArgumentOutOfRangeException(nameof(group), group, "Not a built-in group.");
        var bytes = Guid.ParseExact(TemplateGroup.Ladder.Id, "N").ToByteArray(bigEndian: true);
        (bytes[14], bytes[15]) = (group == TemplateGroup.Original ? (byte)1 : (byte)0, (byte)definition);
        return new Guid(bytes, bigEndian: true);
    }

    private static TemplateSettings Describe((Definition Definition, int Side, int VideoKbps) rung) => new(rung.Definition, SegmentSeconds)
    {
        Video = new VideoSettings { Width = rung.Side * 16 / 9, Height = rung.Side, MaxRate = rung.VideoKbps, IsLongShort = true },
        Audio = new AudioSettings { Bitrate = 128 },
        Conditions = new TemplateConditions { KeepsResolution = true },
    };
}
