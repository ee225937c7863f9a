using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>Brings a file of this machine in, by the same way that uploads take. The file itself stays where it is.</summary>
public sealed class VideoImport(AccessGuard guard, UploadBegin begin, Uploads uploads, VideoIntake intake)
{
    /// <summary>Copies the file to staging, judges it and queues its transcoding.</summary>
    /// <returns>The new video and its status: transcoding, or failed with the reason on its row.</returns>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.ImportFileNotFound"/>, or a refusal of <see cref="UploadBegin"/> or <see cref="VideoIntake"/>.
    /// </exception>
    public async Task<ImportedVideo> RunAsync(Actor actor, FileImport import, CancellationToken cancellation)
    {
        // Before the first look at the disk: whether a file exists is nobody's business without the right to import it.
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        var file = new FileInfo(import.Path);
        if (!file.Exists) throw new VodException(ErrorCode.ImportFileNotFound, import.Path);
        await using var content = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var upload = await begin.RunAsync(actor, new NewUpload(file.Name, content.Length)
        {
            Title = import.Title,
            CategoryId = import.CategoryId,
            Group = import.Group,
        }, cancellation);
        try
        {
            await uploads.AppendAsync(actor, upload.Id, new UploadPart(0, content), cancellation);
        }
        catch
        {
            await uploads.TerminateAsync(actor, upload.Id, CancellationToken.None);
            throw;
        }
        var status = await intake.AcceptAsync(actor, upload.Id, cancellation)
            ?? throw new VodException(ErrorCode.VideoNotFound, $"{upload.Id:N}");
        return new ImportedVideo(upload.Id, status);
    }
}

/// <summary>A local file to bring in.</summary>
/// <param name="Path">The file.</param>
public sealed record FileImport(string Path)
{
    /// <summary>The title; the file's name without its extension when empty.</summary>
    public string? Title { get; init; }

    /// <summary>The category, or null.</summary>
    public int? CategoryId { get; init; }

    /// <summary>What it is made into; null for the default group.</summary>
    public TemplateGroup? Group { get; init; }
}

/// <summary>A video that was brought in.</summary>
/// <param name="VideoId">Its id.</param>
/// <param name="Status">Its status right afterwards.</param>
public sealed record ImportedVideo(Guid VideoId, VideoStatus Status);
