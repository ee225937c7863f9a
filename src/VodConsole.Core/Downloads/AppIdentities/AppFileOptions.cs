using System.ComponentModel.DataAnnotations;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>Configuration section <c>AppFiles</c>: what the app-identity helper takes.</summary>
public sealed class AppFileOptions
{
    /// <summary>
    /// Largest file in bytes; 1 KiB to 1 TiB, 2 GiB unless set. It bounds nothing but people's patience: of a large app only its
    /// ends are read.
    /// </summary>
    [Range(1L << 10, 1L << 40)]
    public long MaxBytes { get; set; } = 2L << 30;
}
