using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads;

/// <summary>How long a replaced key file counts beside the one that took its place: apps in the field are not updated at once.</summary>
public sealed class KeyFileOverlap
{
    /// <summary>Days at most.</summary>
    public const int DayLimit = 366;

    private readonly Func<DateTime, DateTime> end;

    private KeyFileOverlap(Func<DateTime, DateTime> end) => this.end = end;

    /// <summary>Not at all: the old one ends now.</summary>
    public static KeyFileOverlap None { get; } = new(now => now);

    /// <summary>For some days from now.</summary>
    public static KeyFileOverlap Days(int days) => new(now => now.AddDays(Math.Clamp(days, -1, DayLimit + 1)));

    /// <summary>Until a moment, UTC.</summary>
    public static KeyFileOverlap Until(DateTime moment) => new(_ => moment);

    /// <summary>When the old one ends, UTC.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.KeyFileOverlapInvalid"/>: in the past, or too far away.</exception>
    internal DateTime EndFrom(DateTime now)
    {
        var moment = end(now);
        return moment >= now && moment <= now.AddDays(DayLimit) ? moment : throw new VodException(ErrorCode.KeyFileOverlapInvalid, DayLimit);
    }
}
