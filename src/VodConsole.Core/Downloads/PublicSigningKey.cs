using System.Security.Cryptography;

namespace VodConsole.Core.Downloads;

/// <summary>The public half of a <see cref="SigningKey"/>: what an app is built with to know our files. Not a secret.</summary>
/// <param name="Number">From 1; the highest signs.</param>
/// <param name="KeyId">How files name it: 16 hex digits.</param>
/// <param name="Spki">The key as SubjectPublicKeyInfo (DER, RFC 5280 §4.1).</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record PublicSigningKey(int Number, string KeyId, byte[] Spki, DateTime CreatedAt)
{
    /// <summary>The key as text (RFC 7468 §13), without a line end behind it.</summary>
    public string Pem => PemEncoding.WriteString("PUBLIC KEY", Spki);
}
