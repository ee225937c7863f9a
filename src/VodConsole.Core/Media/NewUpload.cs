using VodConsole.Core.Transcoding;

namespace VodConsole.Core.Media;

/// <summary>What someone announces before the first byte of a file.</summary>
/// <param name="FileName">The file's name as the client has it; shown, never used as a path.</param>
/// <param name="Length">Its size in bytes; null when it is announced later, with a part.</param>
public sealed record NewUpload(string FileName, long? Length)
{
    /// <summary>The title; the file's name without its extension when empty.</summary>
    public string? Title { get; init; }

    /// <summary>Free text.</summary>
    public string Description { get; init; } = "";

    /// <summary>Tags, comma-separated.</summary>
    public string Tags { get; init; } = "";

    /// <summary>The name that a program will know the video by; see <see cref="VideoReferences"/>.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>What a program wants said in callbacks; see <see cref="VideoUserData"/>.</summary>
    public string? UserData { get; init; }

    /// <summary>The address of a cover elsewhere.</summary>
    public string? CoverUrl { get; init; }

    /// <summary>The category, or null.</summary>
    public int? CategoryId { get; init; }

    /// <summary>What it will be made into; null for the default group.</summary>
    public TemplateGroup? Group { get; init; }

    /// <summary>SHA-256 of the file in hex, where the client knows it; the received file must have it.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The client's metadata as it wrote it (tus <c>Upload-Metadata</c>), at most 4,000 characters; answered back as it is.</summary>
    public string? Metadata { get; init; }
}

/// <summary>One part of an upload.</summary>
/// <param name="Offset">Where the client believes the part begins.</param>
/// <param name="Content">The bytes; read to its end once.</param>
public sealed record UploadPart(long Offset, Stream Content)
{
    /// <summary>The part's length where the client announced it.</summary>
    public long? Length { get; init; }

    /// <summary>The whole upload's length, where it is announced with this part.</summary>
    public long? Total { get; init; }

    /// <summary>The part's checksum; without one, bytes of a part that breaks off are kept.</summary>
    public PartChecksum? Checksum { get; init; }
}

/// <summary>How far an upload is.</summary>
/// <param name="Id">The upload, which has the id of its video.</param>
/// <param name="Offset">Bytes that are stored durably.</param>
/// <param name="Length">Bytes in all; null while that is not announced.</param>
/// <param name="ExpiresAt">When it is given up without a further part, UTC; null once it is whole and accepted.</param>
/// <param name="Metadata">See <see cref="NewUpload.Metadata"/>.</param>
public sealed record UploadState(Guid Id, long Offset, long? Length, DateTime? ExpiresAt, string? Metadata);

/// <summary>An upload that waits for its further bytes.</summary>
/// <param name="Id">The upload, which has the id of its video.</param>
/// <param name="Title">The video's title.</param>
/// <param name="FileName">The file to choose again.</param>
/// <param name="Offset">Bytes that are stored.</param>
/// <param name="Length">Bytes in all.</param>
/// <param name="ExpiresAt">When it is given up, UTC.</param>
public sealed record UnfinishedUpload(Guid Id, string Title, string FileName, long Offset, long Length, DateTime ExpiresAt);
