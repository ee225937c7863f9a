namespace VodConsole.Protocol;

/// <summary>
/// Why the service refused something. Stable: stored on rows, shown by the console, and answered by the API.
/// The text that people read, in both languages, belongs to <c>RefusalText</c> in Core.
/// </summary>
public enum ErrorCode
{
    /// <summary>No refusal of its own; an unexpected failure inside the service.</summary>
    InternalError,
    /// <summary>The caller is not signed in, is locked, or no longer exists.</summary>
    NotSignedIn,
    /// <summary>The caller's roles do not allow the operation. Argument: the permission.</summary>
    Forbidden,
    /// <summary>Someone else changed the same thing in between.</summary>
    ChangedMeanwhile,
    /// <summary>The video does not exist. Argument: its id.</summary>
    VideoNotFound,
    /// <summary>The video's status does not allow the operation. Arguments: status, what was asked.</summary>
    VideoStatusForbids,
    /// <summary>The title is empty.</summary>
    TitleMissing,
    /// <summary>The title is longer than allowed. Argument: the limit in characters.</summary>
    TitleTooLong,
    /// <summary>The description is longer than allowed. Argument: the limit in characters.</summary>
    DescriptionTooLong,
    /// <summary>Too many tags, or one of them too long. Arguments: the limits in tags and characters.</summary>
    TagsExceedLimit,
    /// <summary>A text holds control or otherwise invisible characters. Argument: the field.</summary>
    TextNotAllowed,
    /// <summary>The category does not exist.</summary>
    CategoryNotFound,
    /// <summary>A category of that name already exists beside it. Argument: the name.</summary>
    CategoryNameTaken,
    /// <summary>The category's name is empty or too long. Argument: the limit in characters.</summary>
    CategoryNameInvalid,
    /// <summary>Categories nest no deeper. Argument: the limit in levels.</summary>
    CategoryTooDeep,
    /// <summary>The category still holds sub-categories.</summary>
    CategoryNotEmpty,
    /// <summary>The transcoding task does not exist. Argument: its id.</summary>
    TaskNotFound,
    /// <summary>The transcoding task has ended and cannot be cancelled. Argument: its id.</summary>
    TaskEnded,
    /// <summary>Only a failed or cancelled transcoding task can be tried again. Argument: its id.</summary>
    TaskNotRetryable,
    /// <summary>The worker ended without a word at each attempt of a task. Argument: the attempts.</summary>
    WorkerCrashed,
    /// <summary>The media store has no space left for the result.</summary>
    StorageFull,
}
