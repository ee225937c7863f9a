using System.Globalization;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol;
using VodConsole.Web.Components.Playback;

namespace VodConsole.Web.Components.Transcoding;

/// <summary>Templates in the viewer's language.</summary>
public static class TemplateWords
{
    /// <summary>A label, as the API writes it and in words.</summary>
    public static string OptionOf(Definition definition) => Format(GroupText.DefinitionOption, TemplateLabel.Of(definition), DefinitionLabel.Of(definition, null));

    /// <summary>The picture's size.</summary>
    public static string SizeOf(TemplateSettings settings) => settings.Video switch
    {
        null => GroupText.SizeNone,
        { Width: { } width, Height: { } height } => Format(GroupText.SizeOf, width, height),
        { Width: { } width } => Format(GroupText.SizeWidth, width),
        { Height: { } height } => Format(GroupText.SizeHeight, height),
        _ => GroupText.SizeSource,
    };

    /// <summary>The pictures' bit rate.</summary>
    public static string VideoRateOf(TemplateSettings settings) => settings.Video is { } video
        ? Format(GroupText.Kbps, video.Bitrate ?? video.MaxRate ?? TemplatePlan.RecommendedKbps(settings.Definition))
        : GroupText.NoAudio;

    /// <summary>The sound's bit rate.</summary>
    public static string AudioRateOf(TemplateSettings settings) => settings.Audio is { } audio
        ? Format(GroupText.Kbps, audio.Bitrate ?? TemplatePlan.DefaultAudioKbps)
        : GroupText.NoAudio;

    private static string Format(string format, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, format, arguments);
}
