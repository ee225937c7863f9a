using System.ComponentModel.DataAnnotations;

namespace VodConsole.Worker;

/// <summary>Configuration section <c>Maintenance</c>: how long the recurring jobs leave things alone.</summary>
public sealed class MaintenanceOptions
{
    /// <summary>How long a publication stays after a newer one took its place, for players that are in the middle of it.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00",
        ErrorMessage = "Maintenance:RetiredGrace must be a time span from 00:01:00 to 365.00:00:00.")]
    public TimeSpan RetiredGrace { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How old output that nothing refers to must be before it counts as left by a crash.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00",
        ErrorMessage = "Maintenance:OrphanAge must be a time span from 01:00:00 to 365.00:00:00.")]
    public TimeSpan OrphanAge { get; set; } = TimeSpan.FromDays(1);
}
