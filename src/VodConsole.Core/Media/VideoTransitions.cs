namespace VodConsole.Core.Media;

/// <summary>Which status may follow which (<c>vod-contract.md</c> §6).</summary>
public static class VideoTransitions
{
    private static readonly Dictionary<VideoStatus, VideoStatus[]> Next = new()
    {
        [VideoStatus.Uploading] = [VideoStatus.UploadSucc, VideoStatus.UploadFail],
        [VideoStatus.UploadFail] = [],
        [VideoStatus.UploadSucc] = [VideoStatus.Transcoding, VideoStatus.TranscodeFail],
        [VideoStatus.Transcoding] = [VideoStatus.Normal, VideoStatus.TranscodeFail, VideoStatus.UploadSucc],
        [VideoStatus.TranscodeFail] = [VideoStatus.Transcoding],
        [VideoStatus.Normal] = [VideoStatus.Transcoding, VideoStatus.Blocked],
        [VideoStatus.Blocked] = [VideoStatus.Normal],
    };

    /// <summary>Whether a video may go from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static bool Allow(VideoStatus from, VideoStatus to) => Next[from].Contains(to);
}
