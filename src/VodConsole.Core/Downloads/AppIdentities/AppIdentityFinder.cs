using System.Buffers.Binary;
using System.Text;
using Microsoft.Extensions.Options;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>
/// Finds the identifier of an app in the file that its developer has at hand, so that nobody copies 40 hex digits. The content
/// decides what a file is; its name is only used to say what is wrong with it. Nothing is kept of the file, and of a large one little
/// is read. Safe to be used by many at once.
/// </summary>
public sealed class AppIdentityFinder(AccessGuard guard, IOptions<AppFileOptions> options, TimeProvider clock)
{
    private const int SniffLength = 16;

    /// <summary>Bytes of a pasted or dropped report at most.</summary>
    public static int ReportLimit => SigningReport.TextLimit;

    /// <summary>Largest file in bytes.</summary>
    public long FileLimit => options.Value.MaxBytes;

    /// <summary>
    /// Finds the identifiers in a file: an APK or app bundle, an IPA, a signed Windows program or package, a certificate, a keystore, a
    /// provisioning profile, an <c>Info.plist</c>, or a report that was saved.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="fileName">The name that the file had.</param>
    /// <param name="file">
    /// The bytes; must seek. They are read asynchronously, in places, at most 4 MiB at once and 24 MiB in all.
    /// </param>
    /// <param name="password">The password of a keystore, if one was given. It is used once and not kept.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>At least one, the most likely first.</returns>
    /// <exception cref="VodException">The file is refused, with what is wrong and what to do.</exception>
    public async Task<IReadOnlyList<FoundIdentity>> FindAsync(
        Actor actor, string fileName, Stream file, string? password, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditDownloads, cancellation);
        RequireSize(file.Length);
        return Judge(await ReadAsync(new AppFile(file), fileName, password, cancellation));
    }

    /// <summary>Finds the fingerprints in a report of keytool, Gradle, apksigner or OpenSSL.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="text">The report, or a part of it.</param>
    /// <param name="cancellation">Stops asking for the permission.</param>
    /// <returns>At least one, in the order of the report, those of debug keys last.</returns>
    /// <exception cref="VodException">The text is refused.</exception>
    public async Task<IReadOnlyList<FoundIdentity>> FindInReportAsync(Actor actor, string text, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditDownloads, cancellation);
        return Judge(SigningReport.Find(text));
    }

    /// <summary>Refuses a file of this many bytes, before any is read.</summary>
    public void RequireSize(long bytes)
    {
        if (bytes == 0) throw new VodException(ErrorCode.AppFileEmpty);
        if (bytes > FileLimit) throw new VodException(ErrorCode.AppFileTooLarge, ByteSize.Format(bytes), ByteSize.Format(FileLimit));
    }

    /// <summary>Refuses a report of this many bytes, before any is read.</summary>
    public static void RequireReportSize(long bytes) => SigningReport.RequireSize(bytes);

    private static async Task<IReadOnlyList<FoundIdentity>> ReadAsync(
        AppFile file, string fileName, string? password, CancellationToken cancellation)
    {
        var start = await file.ReadAsync(0, (int)Math.Min(SniffLength, file.Length), cancellation);
        if (start.AsSpan().StartsWith("PK\x03\x04"u8) || start.AsSpan().StartsWith("PK\x05\x06"u8))
            return await ZippedApp.FindAsync(file, cancellation);
        if (Path.GetExtension(fileName).ToLowerInvariant() is ".apk" or ".aab" or ".ipa" or ".msix" or ".appx")
            throw new VodException(ErrorCode.AppFileNotZip, Path.GetExtension(fileName));
        if (start.AsSpan().StartsWith("MZ"u8)) return await WindowsProgram.FindAsync(file, cancellation);
        if (start.Length >= 4 && JavaKeystore.Recognises(BinaryPrimitives.ReadUInt32BigEndian(start)))
            return JavaKeystore.Read(await file.ReadAllAsync(AppFilePart.Keystore, cancellation), password);
        if (start[0] == 0x30) return CertificateFile.Read(await file.ReadAllAsync(AppFilePart.Certificate, cancellation), password);
        if (PropertyList.Recognises(start)) return ReadList(await file.ReadAllAsync(AppFilePart.InfoPlist, cancellation));
        return file.Length <= AppFile.PartLimit
            ? ReadText(await file.ReadAllAsync(AppFilePart.Certificate, cancellation))
            : throw new VodException(ErrorCode.AppFileUnknown);
    }

    private static IReadOnlyList<FoundIdentity> ReadList(byte[] list) =>
        IosApp.Identify(PropertyList.ReadStrings(list, AppFilePart.InfoPlist)) is { } found
            ? [found]
            : throw new VodException(ErrorCode.AppFileNoBundleId);

    private static IReadOnlyList<FoundIdentity> ReadText(byte[] text)
    {
        if (CertificateFile.FindPem(text) is { } found) return found;
        if (text.Length > ReportLimit || text.AsSpan().Contains((byte)0)) throw new VodException(ErrorCode.AppFileUnknown);
        try
        {
            return SigningReport.Find(Encoding.UTF8.GetString(text));
        }
        catch (VodException refusal) when (refusal.Code == ErrorCode.AppReportNoFingerprint)
        {
            throw new VodException(ErrorCode.AppFileUnknown);
        }
    }

    private IReadOnlyList<FoundIdentity> Judge(IEnumerable<FoundIdentity> found)
    {
        var now = clock.GetUtcNow();
        return [.. found
            .Select(identity => identity.ValidUntil < now
                ? identity with { Warnings = [.. identity.Warnings, IdentityWarning.Expired] }
                : identity)
            .OrderBy(identity => identity.Warnings.Contains(IdentityWarning.DebugKey))];
    }
}
