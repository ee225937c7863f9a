namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>What anyone may know of a key file.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Fingerprint">SHA-256 of the whole file, 64 hex digits in lower case.</param>
/// <param name="Signature">Whether it is what a trusted signer issued.</param>
public sealed record KeyFileEnvelope(KeyFileHeader Header, string Fingerprint, KeyFileSignature Signature);

/// <summary>What the signature of a key file says.</summary>
public enum KeyFileSignature
{
    /// <summary>The file is as a trusted signer issued it.</summary>
    Valid,
    /// <summary>It names a signer that is not trusted.</summary>
    UnknownSigner,
    /// <summary>It names a trusted signer who did not sign it as it is.</summary>
    Invalid,
}
