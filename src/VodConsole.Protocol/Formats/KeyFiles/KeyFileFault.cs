namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>Why a key file is refused: one value per reason, in the order in which <see cref="KeyFileReader"/> looks.</summary>
public enum KeyFileFault
{
    /// <summary>There are no bytes.</summary>
    Empty,
    /// <summary>It does not begin as a key file does: it is something else.</summary>
    BadMagic,
    /// <summary>It begins as a key file that was passed on as text, which changes line ends or the first byte's high bit.</summary>
    DamagedAsText,
    /// <summary>More than <see cref="KeyFileReader.SizeLimit"/> bytes.</summary>
    TooLarge,
    /// <summary>It ends before it is complete.</summary>
    Truncated,
    /// <summary>A version other than 1.</summary>
    UnsupportedVersion,
    /// <summary>The header is not said to have 96 bytes.</summary>
    BadHeaderLength,
    /// <summary>A suite of algorithms other than 1.</summary>
    UnsupportedSuite,
    /// <summary>A platform that is not defined.</summary>
    UnknownPlatform,
    /// <summary>A key derivation that is not defined.</summary>
    UnknownKdf,
    /// <summary>The byte that is kept for later is not zero.</summary>
    ReservedByteSet,
    /// <summary>More iterations than <see cref="KeyFileHeader.IterationLimit"/>.</summary>
    TooManyIterations,
    /// <summary>More memory than <see cref="KeyFileHeader.MemoryLimit"/>.</summary>
    TooMuchMemory,
    /// <summary>More lanes than <see cref="KeyFileHeader.LaneLimit"/>.</summary>
    TooManyLanes,
    /// <summary>Numbers that do not go with the key derivation.</summary>
    BadKdfParameters,
    /// <summary>The key derivation is Argon2id.</summary>
    Argon2Unsupported,
    /// <summary>The time of issue is after the year 9999.</summary>
    BadIssueTime,
    /// <summary>The length of the ciphertext is impossible.</summary>
    BadCiphertextLength,
    /// <summary>There are bytes behind its end.</summary>
    TrailingBytes,
    /// <summary>It names a signing key that is not trusted.</summary>
    UnknownSigner,
    /// <summary>It was changed, or the signature is not by the key that it names.</summary>
    BadSignature,
    /// <summary>It opens with the private key only, and none was given.</summary>
    PrivateKeyRequired,
    /// <summary>It is bound to another app.</summary>
    WrongApp,
    /// <summary>It is bound to another app, or to another private key: which of the two cannot be told.</summary>
    WrongAppOrPrivateKey,
    /// <summary>It is bound to this app, and what is sealed in it is damaged.</summary>
    SealBroken,
    /// <summary>The fields in it have no ends.</summary>
    MalformedFields,
    /// <summary>A field that a reader must understand and this one does not.</summary>
    UnknownRequiredField,
    /// <summary>No secret.</summary>
    SecretMissing,
    /// <summary>More than one secret.</summary>
    SecretRepeated,
    /// <summary>The secret does not have 32 bytes.</summary>
    BadSecret,
    /// <summary>No key to verify licences with.</summary>
    LicenceKeyMissing,
    /// <summary>A key to verify licences with that is no P-256 public key.</summary>
    BadLicenceKey,
    /// <summary>No identity.</summary>
    IdentityMissing,
    /// <summary>More than one identity.</summary>
    IdentityRepeated,
    /// <summary>The identity sealed in it is another one than that which opened it.</summary>
    IdentityMismatch,
    /// <summary>More than one licence address.</summary>
    LicenceUrlRepeated,
    /// <summary>The licence address is none.</summary>
    BadLicenceUrl,
    /// <summary>More than one end of validity.</summary>
    NotAfterRepeated,
    /// <summary>The end of validity is no time.</summary>
    BadNotAfter,
}
