using VodConsole.Protocol;

namespace VodConsole.Worker.Transcoding;

/// <summary>How far an attempt is.</summary>
/// <param name="Progress">0 to 1, by ffmpeg's own clock; it reaches 1 only when the result has been verified.</param>
/// <param name="Speed">Seconds of media per second of wall time; null until measured.</param>
/// <param name="Renditions">Each rendition, lowest first.</param>
public sealed record PackagingProgress(double Progress, double? Speed, IReadOnlyList<RenditionProgress> Renditions);

/// <summary>How far one rendition is, by what has been stored of it.</summary>
/// <param name="Definition">Its label.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="StoredBytes">Encrypted bytes stored.</param>
/// <param name="Segments">Segments stored.</param>
public sealed record RenditionProgress(Definition Definition, double Progress, long StoredBytes, int Segments);
