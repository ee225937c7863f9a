using VodConsole.Core.Media;

namespace VodConsole.Core.Transcoding;

/// <summary>
/// The media tools as the use cases see them. Input files are untrusted: every call runs with the whitelists and limits of
/// <c>security-reliability.md</c> F-14 to F-17, and a file name is never an option.
/// </summary>
public interface IFfmpeg
{
    /// <summary>Looks into a file that an upload left in staging, and refuses what cannot or must not be processed.</summary>
    /// <param name="path">Absolute path of a file that lies alone in its directory.</param>
    /// <param name="cancellation">Ends the tool's process.</param>
    /// <exception cref="Refusals.VodException">The content is no supported media, is truncated, hostile or above the limits.</exception>
    Task<ProbedSource> ProbeAsync(string path, CancellationToken cancellation);

    /// <summary>The version line and where the tools lie, for <c>doctor</c>, health and the System page.</summary>
    /// <exception cref="Refusals.VodException">The tools are missing; says how to get them.</exception>
    Task<FfmpegVersion> GetVersionAsync(CancellationToken cancellation);
}

/// <summary>What a probe saw of a file.</summary>
/// <param name="Info">Of the whole: what the service goes by.</param>
/// <param name="Streams">Each stream of pictures or sound, in the file's order.</param>
public sealed record ProbedSource(SourceInfo Info, IReadOnlyList<SourceStream> Streams);

/// <summary>Which ffmpeg is in use.</summary>
/// <param name="Version">As it prints it, e.g. <c>5.1.9-0+deb12u1</c>.</param>
/// <param name="Path">Where the program lies.</param>
/// <param name="Whitelists">What it may open of an untrusted file.</param>
public sealed record FfmpegVersion(string Version, string Path, FfmpegWhitelists Whitelists);

/// <summary>What the tools may open of an untrusted file, whatever they were built with.</summary>
/// <param name="Protocols">Ways to reach an input.</param>
/// <param name="Formats">Containers.</param>
/// <param name="Decoders">Decoders.</param>
public sealed record FfmpegWhitelists(IReadOnlyList<string> Protocols, IReadOnlyList<string> Formats, IReadOnlyList<string> Decoders);
