using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads;

/// <summary>
/// Looks into a file that somebody holds and says whether it is one of our key files, and what it is worth. It keeps nothing, changes
/// nothing and hands out nothing secret, also when it opens the file to answer.
/// </summary>
public sealed class KeyFileInspection(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, TimeProvider clock)
{
    /// <summary>Inspects one file.</summary>
    /// <param name="actor">Who asks; needs <see cref="Permission.ViewDownloads"/>.</param>
    /// <param name="file">The bytes, whatever they are. What is larger than <see cref="KeyFileReader.SizeLimit"/> is told so and not looked into.</param>
    /// <param name="app">The app that it may be for, as a person wrote it, or null.</param>
    /// <param name="cancellation">Ends the queries.</param>
    /// <exception cref="Refusals.VodException">The rule that the app's identifier breaks.</exception>
    public async Task<InspectedKeyFile> InspectAsync(
        Actor actor, ReadOnlyMemory<byte> file, (AppPlatform Platform, string Identifier)? app, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewDownloads, cancellation);
        var identity = app is { } asked ? KeyFileRules.Identity(asked.Platform, asked.Identifier) : null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var signers = await db.SigningKeys.Where(key => key.Purpose == SigningPurpose.KeyFile)
            .Select(key => new PublicSigningKey(key.Number, key.KeyId, key.PublicKey, key.CreatedAt)).ToListAsync(cancellation);
        var reader = new KeyFileReader([.. signers.Select(signer => (ReadOnlyMemory<byte>)signer.Spki)]);
        KeyFileEnvelope envelope;
        try
        {
            envelope = reader.ReadEnvelope(file.Span);
        }
        catch (KeyFileException refused)
        {
            return new() { Fault = refused.Fault };
        }

        return new()
        {
            Envelope = envelope,
            Signer = signers.Find(signer => signer.KeyId == envelope.Header.SignerId),
            Registered = await FindAsync(db, envelope, cancellation),
            Trial = identity is null ? null : Try(reader, file.Span, identity),
        };
    }

    /// <summary>By the id only when the signature vouches for it: anyone can write an id into a header.</summary>
    private async Task<KeyFileRow?> FindAsync(VodDbContext db, KeyFileEnvelope envelope, CancellationToken cancellation)
    {
        var (id, isGenuine) = (envelope.Header.KeyFileId, envelope.Signature == KeyFileSignature.Valid);
        var row = await db.KeyFiles.AsNoTracking()
            .Where(file => file.Fingerprint == envelope.Fingerprint || isGenuine && file.Id == id)
            .Select(KeyFileRow.Of).FirstOrDefaultAsync(cancellation);
        return row?.At(clock.GetUtcNow().UtcDateTime);
    }

    private static KeyFileTrial Try(KeyFileReader reader, ReadOnlySpan<byte> file, AppIdentity identity)
    {
        try
        {
            reader.Open(file, identity).Dispose();
            return new(identity, Fault: null);
        }
        catch (KeyFileException refused)
        {
            return new(identity, refused.Fault);
        }
    }
}
