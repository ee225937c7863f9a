using VodConsole.Core.Media;
using VodConsole.Core.Transcoding;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Says in short how the latest transcoding of each of several videos is (<c>vod-contract.md</c> §5).</summary>
internal sealed class GetTranscodeSummary(TranscodeJobs jobs, VideoFacts videos) : RpcAction
{
    private const int Most = 10;

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
        [new("VideoIds", IsRequired: true, Example: "d4860fcc6ae94fed852e89382440a1b2,e1db68cc586644b83e562bcd94a0c1d2")];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var names = call.List("VideoIds", Most)!;
        var ids = RpcCall.Ids(names);
        var found = (await jobs.FindLatestAsync(call.Actor, ids, cancellation)).ToDictionary(one => $"{one.Task.VideoId:N}", StringComparer.OrdinalIgnoreCase);
        var known = (await videos.FindAllAsync(call.Actor, ids, cancellation)).Keys.Select(id => $"{id:N}").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new
        {
            // A video that nobody has transcoded has no summary, and is there.
            TranscodeSummaryList = names.Where(found.ContainsKey).Select(name => Describe(found[name])),
            NonExistVideoIds = names.Where(name => !known.Contains(name)),
        };
    }

    private static object Describe(TaskWithJobs found) => new
    {
        VideoId = $"{found.Task.VideoId:N}", TranscodeStatus = JobAnswer.StatusOf(found.Task), TranscodeTemplateGroupId = found.Task.TemplateGroup.Id,
        CreationTime = RpcCall.Write(found.Task.CreatedAt), CompleteTime = RpcCall.Write(found.Task.EndedAt),
        TranscodeJobInfoSummaryList = found.Jobs.Select(job => JobAnswer.SummaryOf(found, job)),
    };
}
