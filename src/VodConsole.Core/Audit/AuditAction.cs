namespace VodConsole.Core.Audit;

/// <summary>The words of the audit log's action column. Stable: filters, exports and other programs rely on them.</summary>
public static class AuditAction
{
    /// <summary>An operation was refused for lack of rights; the target is the permission.</summary>
    public const string AccessRefused = "access.refuse";

    /// <summary>A transcoding was queued.</summary>
    public const string TranscodeSubmitted = "transcode.submit";

    /// <summary>A failed or cancelled transcoding was queued again.</summary>
    public const string TranscodeRetried = "transcode.retry";

    /// <summary>A transcoding was stopped by a person.</summary>
    public const string TranscodeCancelled = "transcode.cancel";

    /// <summary>A transcoding ended and its result is what plays from now on.</summary>
    public const string TranscodePublished = "transcode.publish";

    /// <summary>A transcoding was given up.</summary>
    public const string TranscodeFailed = "transcode.fail";
}
