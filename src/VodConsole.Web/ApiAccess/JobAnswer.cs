using System.Globalization;
using System.Text.Json;
using VodConsole.Core.Playback;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Protocol.Playback;

namespace VodConsole.Web.ApiAccess;

/// <summary>
/// Transcoding tasks and their jobs as the operations answer them (<c>vod-contract.md</c> §5). Numbers are texts there, but for sizes
/// and progress.
/// </summary>
internal static class JobAnswer
{
    private const string Hls = "m3u8";

    /// <summary>The contract's word for where a task is. What is published comes all at once, so that no task is partly there while it runs.</summary>
    public static string StatusOf(TranscodeTask task) => task.Status switch
    {
        TranscodeStatus.Queued or TranscodeStatus.Running => "Processing",
        TranscodeStatus.Succeeded when task.Renditions.Any(job => job.Refusal is not null) => "CompletePartialSucc",
        TranscodeStatus.Succeeded => "CompleteAllSucc",
        TranscodeStatus.Failed or TranscodeStatus.Cancelled => "CompleteAllFail",
        _ => throw new ArgumentOutOfRangeException(nameof(task), task.Status, null),
    };

    /// <summary>A job, in full.</summary>
    public static object Of(TaskWithJobs found, JobOfTask job, string server) => new
    {
        TranscodeJobId = Written(job.Id), TranscodeTemplateId = Written(job.Work.TemplateId), TranscodeJobStatus = JobStatusOf(found.Task, job.Work), TranscodeProgress = ProgressOf(job.Work),
        Definition = TemplateLabel.Of(job.Work.Definition), Priority = found.Task.Priority.ToString(CultureInfo.InvariantCulture),
        CreationTime = RpcCall.Write(found.Task.CreatedAt), CompleteTime = RpcCall.Write(found.Task.EndedAt),
        ErrorCode = CodeOf(found.Task, job.Work), ErrorMessage = MessageOf(found.Task, job.Work),
        OutputFile = job.Made is { } made ? FileOf(found.Publication!, made, server) : null,
    };

    /// <summary>A job, in short.</summary>
    public static object SummaryOf(TaskWithJobs found, JobOfTask job) => new
    {
        TranscodeTemplateId = Written(job.Work.TemplateId),
        TranscodeJobStatus = JobStatusOf(found.Task, job.Work), TranscodeProgress = ProgressOf(job.Work), Format = Hls,
        CreationTime = RpcCall.Write(found.Task.CreatedAt), CompleteTime = RpcCall.Write(found.Task.EndedAt),
        ErrorCode = CodeOf(found.Task, job.Work), ErrorMessage = MessageOf(found.Task, job.Work),
        Width = Number(job.Work.Width), Height = Number(job.Work.Height), WatermarkIdList = Array.Empty<string>(),
        Bitrate = job.Made is { } made ? Number(made.AverageBitrate / 1000d) : null, Duration = Number(job.Made?.Duration),
        Fps = Number(job.Made?.FrameRate), Filesize = job.Made?.Size,
    };

    private static object FileOf(Publication publication, PublishedRendition made, string server) => new
    {
        Format = Hls, Width = Number(made.Width), Height = Number(made.Height), Fps = Number(made.FrameRate),
        Bitrate = Number(made.AverageBitrate / 1000d), Duration = Number(made.Duration), Filesize = made.Size,
        OutputFileUrl = server + PlaybackAddress.Media(publication.VideoId, publication.Id, made.Name),
        Encryption = EncryptTypes.NameOf(publication.EncryptType) is { } type ? JsonSerializer.Serialize(new { EncryptType = type }) : null,
        SubtitleStreamList = "[]", WatermarkIdList = Array.Empty<string>(),
    };

    private static string JobStatusOf(TranscodeTask task, TranscodeRendition job) => task.Status switch
    {
        _ when job.Refusal is not null => "TranscodeFail",
        TranscodeStatus.Queued or TranscodeStatus.Running => "Transcoding",
        TranscodeStatus.Succeeded => "TranscodeSuccess",
        TranscodeStatus.Failed or TranscodeStatus.Cancelled => "TranscodeFail",
        _ => throw new ArgumentOutOfRangeException(nameof(task), task.Status, null),
    };

    // Only an ended task has failed: while it is queued again, the reason is what it waits for.
    private static string? CodeOf(TranscodeTask task, TranscodeRendition job) => ReasonOf(task, job)?.Code.ToString();

    private static string? MessageOf(TranscodeTask task, TranscodeRendition job) => ReasonOf(task, job)?.In(CultureInfo.InvariantCulture);

    private static FailureReason? ReasonOf(TranscodeTask task, TranscodeRendition job) => task.Status switch
    {
        _ when job.Refusal is { } refusal => FailureReason.Of(refusal),
        TranscodeStatus.Failed => task.Failure,
        TranscodeStatus.Cancelled => FailureReason.Of(ErrorCode.TranscodeCancelled),
        _ => null,
    };

    private static long ProgressOf(TranscodeRendition work) => (long)Math.Round(work.Progress * 100);

    private static string? Written(Guid? id) => id is { } value ? $"{value:N}" : null;

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture);
}
