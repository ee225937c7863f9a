namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>Everything that goes into a key file. Randomness and time come from outside, so that a file can be made again, up to its signature.</summary>
public sealed class KeyFileDraft
{
    /// <summary>What is sealed in it, and for whom.</summary>
    public required KeyFilePayload Payload { get; init; }

    /// <summary>Its id.</summary>
    public required Guid KeyFileId { get; init; }

    /// <summary>32 bytes from a cryptographic random source, never used for another file.</summary>
    public required ReadOnlyMemory<byte> Salt { get; init; }

    /// <summary>When it is issued, from 1970 on. Only whole seconds are kept.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>
    /// Set for the stricter two-part mode, in which the app gives this private key when it opens the file; null when its identity
    /// is enough.
    /// </summary>
    public AppDecryptKey? PrivateKey { get; init; }

    /// <summary>Iterations of PBKDF2 in two-part mode, 1 to <see cref="KeyFileHeader.IterationLimit"/>.</summary>
    public int Iterations { get; init; } = 600_000;
}
