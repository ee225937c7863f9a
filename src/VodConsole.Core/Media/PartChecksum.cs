using System.Security.Cryptography;

namespace VodConsole.Core.Media;

/// <summary>The checksum of one part of an upload (tus 1.0, extension <c>checksum</c>). It guards the transport, not the content.</summary>
/// <param name="Algorithm">One of <see cref="Algorithms"/>.</param>
/// <param name="Value">The digest.</param>
public sealed record PartChecksum(string Algorithm, byte[] Value)
{
    private static readonly Dictionary<string, HashAlgorithmName> Names = new(StringComparer.Ordinal)
    {
        ["sha1"] = HashAlgorithmName.SHA1,
        ["sha256"] = HashAlgorithmName.SHA256,
        ["sha512"] = HashAlgorithmName.SHA512,
    };

    /// <summary>The names of the algorithms, as the protocol writes them.</summary>
    public static IReadOnlyCollection<string> Algorithms => Names.Keys;

    /// <summary>Starts a digest of the algorithm.</summary>
    internal IncrementalHash Start() => IncrementalHash.CreateHash(Names[Algorithm]);
}
