namespace VodConsole.Core.Keys;

/// <summary>
/// A key wrapped under a key-encryption key: the record <c>VWK1</c> of <c>security-reliability.md</c> §2b, big-endian,
/// <c>"VWK1" | provider u8 | kekId str | kekVersion u32 | alg u8 | nonce 12 | ct‖tag | created u64</c>, strings and the
/// ciphertext with a u16 length before them. Safe to store; useless without the key-encryption key.
/// </summary>
/// <param name="Provider">1 = local key-ring file.</param>
/// <param name="KekId">The key-encryption key's name, which is its purpose's.</param>
/// <param name="KekVersion">Its version, from 1.</param>
/// <param name="Algorithm">1 = AES-256-GCM.</param>
/// <param name="Nonce">12 bytes.</param>
/// <param name="Ciphertext">Ciphertext and 16-byte tag.</param>
/// <param name="CreatedAt">Unix seconds.</param>
public sealed record WrappedKey(
    byte Provider, string KekId, uint KekVersion, byte Algorithm, byte[] Nonce, byte[] Ciphertext, long CreatedAt)
{
    /// <inheritdoc/>
    public override string ToString() => "***";
}
