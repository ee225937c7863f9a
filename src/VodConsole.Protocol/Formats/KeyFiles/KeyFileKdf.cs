namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>How an <see cref="AppDecryptKey"/> is stretched into the keys of a file; the number is the one in the file's header.</summary>
public enum KeyFileKdf : byte
{
    /// <summary>Not at all: the app's identity alone opens the file.</summary>
    None = 0,
    /// <summary>PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2): the app gives the private key too.</summary>
    Pbkdf2 = 1,
    /// <summary>Argon2id (RFC 9106). Defined by the format, not supported here (decision 0070).</summary>
    Argon2id = 2,
}
