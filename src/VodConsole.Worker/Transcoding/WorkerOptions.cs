using System.ComponentModel.DataAnnotations;

namespace VodConsole.Worker.Transcoding;

/// <summary>Configuration section <c>Worker</c>: how much this process transcodes at once.</summary>
public sealed class WorkerOptions
{
    /// <summary>Tasks run at once, 1 to 64; by default one for each two processor cores.</summary>
    [Range(1, 64, ErrorMessage = "Worker:Slots must be a whole number from 1 to 64.")]
    public int Slots { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);
}
