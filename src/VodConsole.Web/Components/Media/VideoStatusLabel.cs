using VodConsole.Core.Media;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Media;

/// <summary>Videos' states in the viewer's language.</summary>
public static class VideoStatusLabel
{
    /// <summary>The word of a status.</summary>
    public static string Of(VideoStatus status) => status switch
    {
        VideoStatus.Uploading => MediaText.StatusUploading,
        VideoStatus.UploadFail => MediaText.StatusUploadFail,
        VideoStatus.UploadSucc => MediaText.StatusUploadSucc,
        VideoStatus.Transcoding => MediaText.StatusTranscoding,
        VideoStatus.TranscodeFail => MediaText.StatusTranscodeFail,
        VideoStatus.Normal => MediaText.StatusNormal,
        VideoStatus.Blocked => MediaText.StatusBlocked,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>The sort of a status.</summary>
    public static StatusKind KindOf(VideoStatus status) => status switch
    {
        VideoStatus.Uploading or VideoStatus.Transcoding => StatusKind.Busy,
        VideoStatus.UploadFail or VideoStatus.TranscodeFail => StatusKind.Bad,
        VideoStatus.Normal => StatusKind.Good,
        VideoStatus.UploadSucc or VideoStatus.Blocked => StatusKind.Neutral,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
