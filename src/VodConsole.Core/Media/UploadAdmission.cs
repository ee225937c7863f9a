using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>Decides before the first byte whether a file may come: by its extension, its size and the space there is.</summary>
public sealed class UploadAdmission(IOptions<UploadOptions> options, IMediaStore store, StagingArea staging)
{
    /// <summary>Returns when a file of that name and size in bytes may come.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.UploadExtensionNotAllowed"/>, <see cref="ErrorCode.UploadEmpty"/>, <see cref="ErrorCode.UploadTooLarge"/> or
    /// <see cref="ErrorCode.UploadSpaceMissing"/>; space promised to running uploads counts as taken.
    /// </exception>
    public async Task RequireAsync(VodDbContext db, string fileName, long length, CancellationToken cancellation)
    {
        var limits = options.Value;
        var extension = FileNames.Extension(fileName);
        if (!limits.AllowedExtensions.Contains(extension, StringComparer.Ordinal))
            throw new VodException(ErrorCode.UploadExtensionNotAllowed, extension, string.Join(", ", limits.AllowedExtensions));
        if (length <= 0) throw new VodException(ErrorCode.UploadEmpty);
        if (length > limits.MaxBytes) throw new VodException(ErrorCode.UploadTooLarge, ByteSize.Format(length), ByteSize.Format(limits.MaxBytes));

        if (await store.GetFreeSpaceAsync(cancellation) is not { } free) return;
        var others = await db.Uploads.AsNoTracking().Select(upload => new { upload.Id, upload.Length }).ToListAsync(cancellation);
        var promised = others.Sum(other => Math.Max(0, other.Length - staging.LengthOf(other.Id)));
        var needed = length * limits.SpaceFactor;
        if (free - promised < needed)
            throw new VodException(ErrorCode.UploadSpaceMissing, ByteSize.Format((long)needed), ByteSize.Format(Math.Max(0, free - promised)));
    }
}
