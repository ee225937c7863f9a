namespace VodConsole.Core.Media;

/// <summary>Where a video is in its life (<c>vod-contract.md</c> §6). Only <see cref="Normal"/> plays.</summary>
public enum VideoStatus
{
    /// <summary>上传中: bytes are still missing.</summary>
    Uploading,
    /// <summary>上传失败: the file was refused; the reason is on the row and nothing of the file is kept.</summary>
    UploadFail,
    /// <summary>上传完成: the file is whole and waits for transcoding.</summary>
    UploadSucc,
    /// <summary>转码中.</summary>
    Transcoding,
    /// <summary>转码失败: the reason is on the row; the source is kept.</summary>
    TranscodeFail,
    /// <summary>正常: published.</summary>
    Normal,
    /// <summary>屏蔽: withheld from playback.</summary>
    Blocked,
}
