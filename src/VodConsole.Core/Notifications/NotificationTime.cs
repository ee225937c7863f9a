using System.Globalization;

namespace VodConsole.Core.Notifications;

/// <summary>Times as notifications write them.</summary>
internal static class NotificationTime
{
    /// <summary><c>yyyy-MM-ddTHH:mm:ssZ</c>.</summary>
    public static string Write(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
