using System.Diagnostics.Metrics;

namespace VodConsole.Core.Playback;

/// <summary>What playback counts, under the meter <see cref="MeterName"/>.</summary>
public static class PlaybackMetrics
{
    /// <summary>The meter to collect.</summary>
    public const string MeterName = "VodConsole.Playback";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Data keys handed to players.</summary>
    internal static readonly Counter<long> KeysHandedOut =
        Meter.CreateCounter<long>("vodconsole.playback.keys_handed_out", "{key}", "Data keys handed to players.");

    /// <summary>Requests without a valid token or signature.</summary>
    internal static readonly Counter<long> KeysRefused =
        Meter.CreateCounter<long>("vodconsole.playback.keys_refused", "{request}", "Requests for a data key without a valid token for it.");
}
