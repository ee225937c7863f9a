using System.Globalization;
using VodConsole.Core.Transcoding;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Transcoding;

/// <summary>A task's figures for people; a dash where there is nothing to say.</summary>
internal static class TaskMeasure
{
    private const string Nothing = "–";

    /// <summary>Seconds of media per second: 3.4×.</summary>
    public static string Speed(TranscodeTaskView view) =>
        view.Task is { Status: TranscodeStatus.Running, Speed: { } speed }
            ? string.Format(CultureInfo.CurrentCulture, "{0:N1}×", speed)
            : Nothing;

    /// <summary>Time to the end at the measured speed.</summary>
    public static string Remaining(TranscodeTaskView view) =>
        view.Remaining is { } left ? Measure.Duration(left.TotalSeconds) : Nothing;
}
