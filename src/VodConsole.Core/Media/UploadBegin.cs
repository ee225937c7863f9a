using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>Starts an upload: checks what can be known before the first byte, and makes the video's row.</summary>
public sealed class UploadBegin(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, UploadAdmission admission,
    VideoTotals totals, IOptions<UploadOptions> options, TimeProvider clock)
{
    /// <summary>Admits the file and makes its video and upload rows in one save. Nothing is written to the disk yet.</summary>
    /// <exception cref="VodException">
    /// A refusal of <see cref="UploadAdmission"/>, <see cref="VideoRules"/>, <see cref="VideoReferences"/> or <see cref="VideoUserData"/>;
    /// <see cref="ErrorCode.CategoryNotFound"/>, <see cref="ErrorCode.FileNameMissing"/>, <see cref="ErrorCode.UploadHashInvalid"/>,
    /// <see cref="ErrorCode.TemplateGroupNotFound"/>.
    /// </exception>
    public async Task<UploadState> RunAsync(Actor actor, NewUpload file, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        var name = FileNames.Clean(file.FileName);
        if (name.Length == 0) throw new VodException(ErrorCode.FileNameMissing);
        var title = string.IsNullOrWhiteSpace(file.Title) ? FileNames.ToTitle(name) : VideoRules.Title(file.Title);
        var (description, tags) = (VideoRules.Description(file.Description), VideoRules.Tags([file.Tags]));
        if (file.UserData is { } data) VideoUserData.Parse(data);
        var sha256 = Normalise(file.Sha256);

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await admission.RequireAsync(db, name, file.Length, cancellation);
        await VideoRules.RequireCategoryAsync(db, file.CategoryId, cancellation);
        var group = file.Group ?? await TemplateGroupReading.DefaultAsync(db, cancellation);
        await TemplateGroupReading.RequireAsync(db, group, cancellation);

        var id = Guid.NewGuid();
        await VideoReferences.RequireFreeAsync(db, file.ReferenceId, id, cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        var video = new Video
        {
            Id = id,
            Title = title,
            Description = description,
            Tags = tags,
            FileName = name,
            Size = file.Length ?? 0,
            CategoryId = file.CategoryId,
            CoverUrl = VideoRules.CoverUrl(file.CoverUrl),
            ReferenceId = file.ReferenceId,
            UserData = file.UserData,
            TemplateGroup = group,
            CreatedBy = actor.Name,
            CreatedAt = now,
            ModifiedAt = now,
        };
        db.Videos.Add(video);
        var upload = new Upload
        {
            // One id for both: a client that missed the last answer can still learn that its upload is whole.
            Id = id,
            VideoId = id,
            OwnerId = actor.UserId,
            Length = file.Length,
            ExpectedSha256 = sha256,
            Metadata = file.Metadata,
            CreatedAt = now,
            ExpiresAt = now + options.Value.KeepFor,
        };
        db.Uploads.Add(upload);
        audit.Add(db, actor, AuditAction.UploadBegun, new AuditTarget("video", $"{id:N}", title), null,
            new { Title = title, FileName = name, Size = file.Length, file.ReferenceId });
        await VideoReferences.SaveAsync(db, [video], contexts, cancellation);
        totals.Forget();
        return new UploadState(id, 0, upload.Length, upload.ExpiresAt, upload.Metadata);
    }

    private static string? Normalise(string? sha256)
    {
        if (string.IsNullOrEmpty(sha256)) return null;
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigit)) throw new VodException(ErrorCode.UploadHashInvalid);
        return sha256.ToLowerInvariant();
    }
}
