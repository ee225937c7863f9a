using System.Buffers.Binary;

namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>
/// The first 96 bytes of a key file (<c>Formats/README.md</c>): what anyone may read of it. It is authentic only if the file's
/// signature is. In contrast to <see cref="KeyFilePayload"/> nothing here is secret. Immutable.
/// </summary>
public sealed class KeyFileHeader
{
    /// <summary>Bytes.</summary>
    public const int Size = 96;

    /// <summary>Bytes of <see cref="Salt"/>.</summary>
    public const int SaltSize = 32;

    /// <summary>Most iterations that a reader agrees to.</summary>
    public const int IterationLimit = 2_000_000;

    /// <summary>Most memory that a reader agrees to, in KiB.</summary>
    public const int MemoryLimit = 256 * 1024;

    /// <summary>Most lanes that a reader agrees to.</summary>
    public const int LaneLimit = 4;

    /// <summary>The version of the format that this library reads and writes.</summary>
    public const int Version = 1;

    internal const int SignerIdSize = 8;
    private const byte Suite = 1;

    internal KeyFileHeader()
    {
    }

    /// <summary>The platform of the app that it is bound to.</summary>
    public required AppPlatform Platform { get; init; }

    /// <summary>How the private key takes part in opening the file.</summary>
    public required KeyFileKdf Kdf { get; init; }

    /// <summary>The file's id; its 32 hex digits are the 16 bytes in order.</summary>
    public required Guid KeyFileId { get; init; }

    /// <summary>32 random bytes that no two files share.</summary>
    public required ReadOnlyMemory<byte> Salt { get; init; }

    /// <summary>When it was issued, to the second.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Iterations of <see cref="KeyFileKdf.Pbkdf2"/>; 0 with <see cref="KeyFileKdf.None"/>.</summary>
    public required int Iterations { get; init; }

    /// <summary>The key that signed it, as <see cref="KeyFileSigner.Id"/> names it: 16 hex digits.</summary>
    public required string SignerId { get; init; }

    /// <summary>Bytes of the ciphertext with its tag.</summary>
    public required int CiphertextLength { get; init; }

    internal static ReadOnlySpan<byte> Magic => [0x89, (byte)'V', (byte)'K', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    internal void Write(Span<byte> bytes)
    {
        bytes[..Size].Clear();
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[8..], Version);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[10..], Size);
        (bytes[12], bytes[13], bytes[14]) = (Suite, (byte)Platform, (byte)Kdf);
        KeyFileId.TryWriteBytes(bytes[16..], bigEndian: true, out _);
        Salt.Span.CopyTo(bytes[32..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes[64..], IssuedAt.ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt32BigEndian(bytes[72..], Iterations);
        Convert.FromHexString(SignerId, bytes[84..], out _, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[92..], CiphertextLength);
    }

    /// <summary>Reads a header of 96 bytes and refuses every value that the format does not define.</summary>
    /// <exception cref="KeyFileException">It is refused.</exception>
    internal static KeyFileHeader Read(ReadOnlySpan<byte> bytes)
    {
        Require(BinaryPrimitives.ReadUInt16BigEndian(bytes[8..]) == Version, KeyFileFault.UnsupportedVersion);
        Require(BinaryPrimitives.ReadUInt16BigEndian(bytes[10..]) == Size, KeyFileFault.BadHeaderLength);
        Require(bytes[12] == Suite, KeyFileFault.UnsupportedSuite);
        var (platform, kdf) = ((AppPlatform)bytes[13], (KeyFileKdf)bytes[14]);
        Require(Enum.IsDefined(platform), KeyFileFault.UnknownPlatform);
        Require(Enum.IsDefined(kdf), KeyFileFault.UnknownKdf);
        Require(bytes[15] == 0, KeyFileFault.ReservedByteSet);
        var seconds = BinaryPrimitives.ReadUInt64BigEndian(bytes[64..]);
        var iterations = ReadKdf(kdf, bytes[72..84]);
        Require(seconds <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds(), KeyFileFault.BadIssueTime);
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[92..]);
        Require(length is >= KeyFileLayout.TagSize and <= KeyFileReader.SizeLimit - KeyFileLayout.Overhead, KeyFileFault.BadCiphertextLength);
        return new()
        {
            Platform = platform,
            Kdf = kdf,
            KeyFileId = new(bytes[16..32], bigEndian: true),
            Salt = bytes[32..64].ToArray(),
            IssuedAt = DateTimeOffset.FromUnixTimeSeconds((long)seconds),
            Iterations = iterations,
            SignerId = Convert.ToHexStringLower(bytes[84..92]),
            CiphertextLength = (int)length,
        };
    }

    /// <summary>The ceilings come first, whatever the derivation, so that no file makes a reader work for long.</summary>
    private static int ReadKdf(KeyFileKdf kdf, ReadOnlySpan<byte> bytes)
    {
        var iterations = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var memory = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        var lanes = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
        Require(iterations <= IterationLimit, KeyFileFault.TooManyIterations);
        Require(memory <= MemoryLimit, KeyFileFault.TooMuchMemory);
        Require(lanes <= LaneLimit, KeyFileFault.TooManyLanes);
        Require(kdf != KeyFileKdf.Argon2id, KeyFileFault.Argon2Unsupported);
        Require((iterations > 0) == (kdf == KeyFileKdf.Pbkdf2) && memory == 0 && lanes == 0, KeyFileFault.BadKdfParameters);
        return (int)iterations;
    }

    private static void Require(bool condition, KeyFileFault otherwise)
    {
        if (!condition) throw new KeyFileException(otherwise);
    }
}
