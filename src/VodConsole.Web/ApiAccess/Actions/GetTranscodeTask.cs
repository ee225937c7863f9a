using VodConsole.Core.ApiAccess;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol.Actions;
using VodConsole.Protocol.Signing;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Says how a transcoding is, with its jobs, or how single jobs are (<c>vod-contract.md</c> §5).</summary>
internal sealed class GetTranscodeTask(TranscodeJobs jobs) : RpcAction
{
    private const int Most = 10;

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("TranscodeTaskId", Example: "b1b65ab107e14ba3b3dbb900f6c1fe0a") { Or = "JobIds" },
        new("JobIds", Example: "86c1925fba0a4f6e8a1c0f6f2f9f5c3d,7afb201e7fae4c0d9b7e4d1c6a2b8f90"),
    ];

    /// <inheritdoc/>
    public override Task<IReadOnlyCollection<Guid>> VideosBehindAsync(RequestParameters parameters, CancellationToken cancellation) =>
        jobs.FindVideosAsync(
            RpcCall.Ids([parameters["TranscodeTaskId"] ?? ""]), RpcCall.Ids(RpcCall.Split(parameters["JobIds"]).Take(Most + 1)), cancellation);

    /// <inheritdoc/>
    public override IEnumerable<string> Resources(RequestParameters parameters) =>
        RpcCall.Split(parameters["VideoIds"]).Select(PolicyResources.Video);

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        if (call.List("JobIds", Most) is { } names) return await ReadJobsAsync(call, names, cancellation);
        var found = RpcCall.Id(call.RequiredText("TranscodeTaskId")) is { } id ? await jobs.FindTaskAsync(call.Actor, id, cancellation) : null;
        if (found is null) throw new RpcException(TranscodeErrors.NoSuchTask);
        return new
        {
            TranscodeTask = new
            {
                TranscodeTaskId = $"{found.Task.Id:N}", VideoId = $"{found.Task.VideoId:N}", TaskStatus = JobAnswer.StatusOf(found.Task),
                Trigger = found.Task.Trigger.ToString(), TranscodeTemplateGroupId = found.Task.TemplateGroup.Id,
                CreationTime = RpcCall.Write(found.Task.CreatedAt), CompleteTime = RpcCall.Write(found.Task.EndedAt),
                TranscodeJobInfoList = found.Jobs.Select(job => JobAnswer.Of(found, job, call.Server)),
            },
        };
    }

    private async Task<object> ReadJobsAsync(RpcCall call, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var ids = RpcCall.Ids(names);
        var found = (
            from task in await jobs.FindByJobsAsync(call.Actor, ids, cancellation)
            from job in task.Jobs
            where job.Id is { } id && ids.Contains(id)
            select (Task: task, Job: job)).ToList();
        var known = found.Select(pair => $"{pair.Job.Id:N}").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new
        {
            TranscodeJobInfoList = found.Select(pair => JobAnswer.Of(pair.Task, pair.Job, call.Server)),
            NonExistJobIds = names.Where(name => !known.Contains(name)),
        };
    }
}
