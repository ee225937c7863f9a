using VodConsole.Core.Media;
using VodConsole.Core.Transcoding;

namespace VodConsole.Worker.Transcoding;

/// <summary>What one attempt at a task is to package.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="TaskId">The task.</param>
/// <param name="Fence">The attempt's fence; part of the output's prefix, so that two attempts never share an object.</param>
/// <param name="SourcePath">Absolute path of the source, which lies alone in its directory.</param>
/// <param name="Source">What the probe saw of it.</param>
/// <param name="Plan">What it is made into, lowest first.</param>
/// <param name="DataKey">The 16 bytes that encrypt every segment. The caller zeroes them afterwards.</param>
public sealed record PackagingRequest(
    Guid VideoId, Guid TaskId, long Fence, string SourcePath, SourceInfo Source, IReadOnlyList<PlannedRendition> Plan, byte[] DataKey)
{
    /// <summary>Where the objects go: <c>out/{video}/{task}-{fence}</c>.</summary>
    public string Prefix => $"out/{VideoId:N}/{TaskId:N}-{Fence}";

    /// <summary>Where the cover image goes.</summary>
    public string CoverKey => $"cover/{VideoId:N}/{TaskId:N}-{Fence}.jpg";

    /// <summary>Never shows the key.</summary>
    public override string ToString() => $"{string.Join(' ', Plan.Select(rendition => rendition.Name))} of {SourcePath} to {Prefix}";
}
