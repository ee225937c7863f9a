using System.Globalization;

namespace VodConsole.Web.Components.Elements;

/// <summary>Writes sizes and durations for people, in the viewer's number format.</summary>
public static class Measure
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>Bytes as 512 B, 3.4 MiB, 120 GiB.</summary>
    public static string Size(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1024 && unit < Units.Length - 1) (value, unit) = (value / 1024, unit + 1);
        return string.Format(CultureInfo.CurrentCulture, unit == 0 || value >= 100 ? "{0:N0} {1}" : "{0:N1} {1}", value, Units[unit]);
    }

    /// <summary>Seconds as 0:07, 12:05, 1:02:03.</summary>
    public static string Duration(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Round(Math.Max(0, seconds)));
        return span.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{span.Minutes}:{span.Seconds:00}");
    }
}
