using System.Security.Cryptography;
using VodConsole.Core.Accounts;
using VodConsole.Core.Keys;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads;

/// <summary>
/// Makes a key file and its row, and stores nothing. In contrast to <see cref="KeyFileGeneration"/> it authorises nobody and knows
/// no mode.
/// </summary>
public sealed class KeyFileMaker(SigningKeys signing, IKeyEncryptionKey keys, TimeProvider clock)
{
    /// <summary>Makes both. The private key does not outlive the call here, and the secret leaves it in the file and wrapped only.</summary>
    /// <exception cref="Refusals.VodException">A rule that a field breaks.</exception>
    internal async Task<(KeyFile Row, GeneratedKeyFile File)> MakeAsync(Actor actor, NewKeyFile asked, CancellationToken cancellation)
    {
        var identity = KeyFileRules.Identity(asked.Platform, asked.Identifier);
        var (label, note) = (KeyFileRules.Label(asked.Label), KeyFileRules.Note(asked.Note));
        using var payload = await SealAsync(identity, asked.PrivateKey, cancellation);
        var wrapped = await keys.WrapAsync(KeyPurpose.KeyFile, payload.Secret, KeyFileContext.For(asked.Id), cancellation);

        var now = clock.GetUtcNow();
        using var signer = await signing.OpenAsync(SigningPurpose.KeyFile, cancellation);
        var draft = new KeyFileDraft
        {
            Payload = payload, KeyFileId = asked.Id, IssuedAt = now, Salt = RandomNumberGenerator.GetBytes(KeyFileHeader.SaltSize),
        };
        var content = KeyFileWriter.Write(draft, new KeyFileSigner(signer));
        var fingerprint = KeyFileReader.Fingerprint(content);
        var row = new KeyFile
        {
            Id = asked.Id, Platform = identity.Platform, Identity = identity.Canonical, Label = label, Note = note, Fingerprint = fingerprint,
            Wrapped = wrapped.ToBytes(), KekVersion = wrapped.KekVersion, CreatedBy = actor.Name, CreatedAt = now.UtcDateTime,
        };
        return (row, new GeneratedKeyFile(asked.Id, content, fingerprint, identity, label));
    }

    private async Task<KeyFilePayload> SealAsync(AppIdentity identity, string privateKey, CancellationToken cancellation)
    {
        using var key = KeyFileRules.PrivateKey(privateKey);
        using var licence = await signing.OpenAsync(SigningPurpose.Licence, cancellation);
        var secret = KeyFileSecret.Derive(key, RandomNumberGenerator.GetBytes(KeyFileHeader.SaltSize));
        return new KeyFilePayload(identity, secret, [licence.ExportSubjectPublicKeyInfo()]);
    }
}
