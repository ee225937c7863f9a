using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;
using VodConsole.Core.Transcoding;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Lists the transcodings of a video, newest first (<c>vod-contract.md</c> §5).</summary>
internal sealed class ListTranscodeTask(TranscodeJobs jobs) : RpcAction
{
    private const int MostPerPage = 50, DefaultPerPage = 10;

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("VideoId", Example: "d4860fcc6a5a4bce9fed52e893824b29") { Or = "ReferenceId" }, new("ReferenceId", Example: "123-123"),
        new("StartTime", RpcParameterKind.Time, Example: "2026-01-23T12:35:12Z"), new("EndTime", RpcParameterKind.Time, Example: "2026-02-23T12:40:12Z"),
        new("PageNo", RpcParameterKind.Integer, Example: "1") { Least = 1, Default = "1" },
        new("PageSize", RpcParameterKind.Integer, Example: "10") { Least = 1, Most = MostPerPage, Default = "10" },
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var videoId = call.VideoId();
        var size = (int)(call.Integer("PageSize", 1, MostPerPage) ?? DefaultPerPage);
        var number = (int)(call.Integer("PageNo", 1, int.MaxValue / MostPerPage) ?? 1);
        var search = new TasksOfVideo(videoId, (number - 1) * size, size)
        {
            From = call.Time("StartTime"), Until = call.Time("EndTime") is { } second ? NamedSecond.EndOf(second) : null,
        };
        var tasks = await jobs.ListAsync(call.Actor, search, cancellation) ?? throw new RpcException(VideoErrors.NotFound);
        return new { TranscodeTaskList = tasks.Select(Describe) };
    }

    private static object Describe(TranscodeTask task) => new
    {
        TranscodeTaskId = $"{task.Id:N}", VideoId = $"{task.VideoId:N}", TaskStatus = JobAnswer.StatusOf(task), Trigger = task.Trigger.ToString(),
        TranscodeTemplateGroupId = task.TemplateGroup.Id, CreationTime = RpcCall.Write(task.CreatedAt), CompleteTime = RpcCall.Write(task.EndedAt),
    };
}
