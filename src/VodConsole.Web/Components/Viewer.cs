namespace VodConsole.Web.Components;

/// <summary>
/// What the pages know of the browser in front of them, read once from the request's cookies. It travels as a
/// cascading value, since an interactive page has no request.
/// </summary>
/// <param name="IsDark">Whether the dark theme is on.</param>
/// <param name="TimeZone">IANA name of the viewer's time zone, or null while the browser has not told it.</param>
/// <param name="Address">The remote address, for the audit log.</param>
/// <param name="RequestId">Id of the request that opened the page, as the log has it.</param>
public sealed record Viewer(bool IsDark, string? TimeZone, string? Address, string? RequestId)
{
    /// <summary>Nothing known: light, UTC.</summary>
    public static Viewer Unknown { get; } = new(false, null, null, null);

    private TimeZoneInfo Zone => TimeZone is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : TimeZoneInfo.Utc;

    /// <summary>A moment as the viewer's clock shows it.</summary>
    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>The moment, UTC, at which a day of the viewer begins; where the clock skips midnight, the first one after.</summary>
    public DateTime ToUtc(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return TimeZoneInfo.ConvertTimeToUtc(midnight, Zone);
    }

    /// <summary>Reads the cookies that <c>app.js</c> writes.</summary>
    public static Viewer Of(HttpContext context)
    {
        var zone = context.Request.Cookies["vod-zone"] is { } cookie ? Uri.UnescapeDataString(cookie) : null;
        var isKnown = zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);
        return new Viewer(
            context.Request.Cookies["vod-theme"] == "dark",
            isKnown ? zone : null,
            context.Connection.RemoteIpAddress?.ToString(),
            context.TraceIdentifier);
    }
}
