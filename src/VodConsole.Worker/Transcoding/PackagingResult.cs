using VodConsole.Protocol;

namespace VodConsole.Worker.Transcoding;

/// <summary>A verified package: everything it names is stored and durable, but nothing refers to it yet.</summary>
/// <param name="Prefix">Where its objects lie, without a trailing slash.</param>
/// <param name="CoverKey">The cover image; null for audio alone.</param>
/// <param name="Duration">Length in seconds, of the longest rendition.</param>
/// <param name="Renditions">What can be played, lowest first.</param>
public sealed record PackagingResult(
    string Prefix, string? CoverKey, double Duration, IReadOnlyList<PackagedRendition> Renditions);

/// <summary>One rendition of a verified package; the values of a <c>PublishedRendition</c> row.</summary>
/// <param name="Definition">Its label.</param>
/// <param name="Name">Its folder under the prefix.</param>
/// <param name="Width">Pixels; null for audio alone.</param>
/// <param name="Height">Pixels; null for audio alone.</param>
/// <param name="FrameRate">Frames per second; null for audio alone.</param>
/// <param name="Codecs">CODECS attribute (RFC 6381); null when unknown.</param>
/// <param name="PeakBitrate">Highest segment bit rate in bit/s.</param>
/// <param name="AverageBitrate">Average bit rate in bit/s.</param>
/// <param name="Size">Encrypted bytes.</param>
/// <param name="Duration">Length in seconds.</param>
/// <param name="Segments">Segments.</param>
public sealed record PackagedRendition(
    Definition Definition, string Name, int? Width, int? Height, double? FrameRate, string? Codecs,
    int PeakBitrate, int AverageBitrate, long Size, double Duration, int Segments);
