using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding;

/// <summary>How far a running attempt is, as its worker reports it.</summary>
/// <param name="Progress">0 to 1.</param>
/// <param name="Speed">Seconds of media per second of wall time; null until measured.</param>
/// <param name="Renditions">The same for each rendition.</param>
public sealed record TaskProgress(double Progress, double? Speed, IReadOnlyList<RenditionState> Renditions);

/// <summary>How far one rendition is.</summary>
/// <param name="Definition">Its label.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="StoredBytes">Encrypted bytes stored.</param>
/// <param name="Segments">Segments stored.</param>
public sealed record RenditionState(Definition Definition, double Progress, long StoredBytes, int Segments);
