using System.Globalization;

namespace VodConsole.Core.Storage;

/// <summary>Writes sizes for people: binary units, the same in every language.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>E.g. <c>512 B</c>, <c>2.7 MiB</c>, <c>480 GiB</c>: one decimal below 100.</summary>
    public static string Format(long bytes, CultureInfo? culture = null)
    {
        culture ??= CultureInfo.InvariantCulture;
        if (bytes < 1024) return string.Format(culture, "{0} B", bytes);
        var size = bytes / 1024.0;
        var unit = 0;
        while (size >= 1023.95 && unit < Units.Length - 1)
        {
            size /= 1024;
            unit++;
        }
        return string.Format(culture, size < 99.95 ? "{0:0.#} {1}" : "{0:0} {1}", size, Units[unit]);
    }
}
