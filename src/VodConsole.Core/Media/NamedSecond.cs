namespace VodConsole.Core.Media;

/// <summary>A time as programs write it, to the second: whoever names a second means all of it.</summary>
public static class NamedSecond
{
    /// <summary>The first moment behind the second, for a range that the second belongs to; behind the last of all there is only the end of time.</summary>
    public static DateTime EndOf(DateTime second) => second < DateTime.MaxValue.AddSeconds(-1) ? second.AddSeconds(1) : DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
}
