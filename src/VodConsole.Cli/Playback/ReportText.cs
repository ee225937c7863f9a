using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using VodConsole.Protocol;
using VodConsole.Sdk.Playback;

namespace VodConsole.Cli.Playback;

/// <summary>An inspection's outcome as a table for people and as JSON for programs.</summary>
internal static class ReportText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Json(StreamReport report) => JsonSerializer.Serialize(
        new { ok = true, report.Address, report.Encrypted, report.Renditions }, Options) + "\n";

    public static string Json(StreamException error) => JsonSerializer.Serialize(
        new { ok = false, error = error.GetType().Name.Replace("Exception", "", StringComparison.Ordinal), error.Address, error.Message }, Options) + "\n";

    public static string Table(StreamReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Address}");
        text.AppendLine("definition  resolution  kbit/s  segments  seconds   encryption  checked");
        foreach (var one in report.Renditions)
        {
            var definition = one.Definition?.ToString() ?? "-";
            var size = one is { Width: { } width, Height: { } height }
                ? string.Create(CultureInfo.InvariantCulture, $"{width}x{height}")
                : one.Definition is Definition.SQ or Definition.HQ ? "audio" : "-";
            var rate = one.Bandwidth is { } bandwidth ? (bandwidth / 1000).ToString(CultureInfo.InvariantCulture) : "-";
            var encryption = one.Encrypted ? "AES-128" : "none";
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{definition,-10}  {size,-10}  {rate,6}  {one.Segments,8}  {one.Duration,7:0.00}   {encryption,-10}  {one.CheckedSegments} segments, {one.CheckedBytes} bytes");
        }

        return text.ToString();
    }
}
