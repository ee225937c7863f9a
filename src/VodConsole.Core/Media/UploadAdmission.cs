using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>Decides before the first byte whether a file may come: by its extension, its size and the space there is.</summary>
public sealed class UploadAdmission(IOptions<UploadOptions> options, IMediaStore store, StagingArea staging)
{
    /// <summary>Returns when a file of that name and size in bytes may come; a size that is not known yet is judged when it is.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.UploadExtensionNotAllowed"/>, or a refusal of <see cref="RequireLengthAsync"/>.</exception>
    public async Task RequireAsync(VodDbContext db, string fileName, long? length, CancellationToken cancellation)
    {
        var limits = options.Value;
        var extension = FileNames.Extension(fileName);
        if (!limits.AllowedExtensions.Contains(extension, StringComparer.Ordinal))
            throw new VodException(ErrorCode.UploadExtensionNotAllowed, extension, string.Join(", ", limits.AllowedExtensions));
        if (length is { } known) await RequireLengthAsync(db, known, present: 0, cancellation);
    }

    /// <summary>Returns when a file of that size may come.</summary>
    /// <param name="db">Where the running uploads are.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="present">How many of them are there already.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.UploadEmpty"/>, <see cref="ErrorCode.UploadTooLarge"/> or <see cref="ErrorCode.UploadSpaceMissing"/>; space promised to
    /// running uploads counts as taken.
    /// </exception>
    public async Task RequireLengthAsync(VodDbContext db, long length, long present, CancellationToken cancellation)
    {
        var limits = options.Value;
        if (length <= 0) throw new VodException(ErrorCode.UploadEmpty);
        if (length > limits.MaxBytes) throw new VodException(ErrorCode.UploadTooLarge, ByteSize.Format(length), ByteSize.Format(limits.MaxBytes));

        if (await store.GetFreeSpaceAsync(cancellation) is not { } free) return;
        var others = await db.Uploads.AsNoTracking().Where(upload => upload.Length != null)
            .Select(upload => new { upload.Id, Length = upload.Length!.Value }).ToListAsync(cancellation);
        var promised = others.Sum(other => Math.Max(0, other.Length - staging.LengthOf(other.Id)));
        var needed = length * limits.SpaceFactor - present;
        if (free - promised < needed)
            throw new VodException(ErrorCode.UploadSpaceMissing, ByteSize.Format((long)needed), ByteSize.Format(Math.Max(0, free - promised)));
    }
}
