namespace VodConsole.Core.Notifications;

/// <summary>The events that happen here, named as the contract names them. Other events of the contract belong to what this service does not do.</summary>
public enum NotificationEvent
{
    /// <summary>A file was uploaded or imported and accepted.</summary>
    FileUploadComplete,
    /// <summary>One stream of a transcoding is ready, or has failed.</summary>
    StreamTranscodeComplete,
    /// <summary>A transcoding has ended with all its streams.</summary>
    TranscodeComplete,
    /// <summary>A video was deleted.</summary>
    DeleteMediaComplete,
}
