using System.Security.Cryptography;
using System.Text;
using VodConsole.Core.Keys;

namespace VodConsole.Core.Tests.Playback;

/// <summary>Token keys from a known master, derived as the local key ring does; wraps nothing.</summary>
internal sealed class TokenKeys(byte[] master) : IKeyEncryptionKey
{
    public TokenKeys() : this(SHA256.HashData("test master"u8)) { }

    /// <summary>The versions that exist; the highest is the active one.</summary>
    public uint[] Versions { get; set; } = [1];

    public Task<DerivedKey> DeriveAsync(KeyPurpose purpose, string info, int bytes, uint? version, CancellationToken cancellation)
    {
        Assert.Equal(KeyPurpose.Token, purpose);
        var used = version ?? Versions.Max();
        if (!Versions.Contains(used)) throw new CryptoRejectedException("no such version");
        var ikm = used == 1 ? master : SHA256.HashData([.. master, (byte)used]);
        return Task.FromResult(new DerivedKey(used, HKDF.DeriveKey(
            HashAlgorithmName.SHA256, ikm, bytes, "vod-token/v1"u8.ToArray(), Encoding.UTF8.GetBytes(info))));
    }

    public Task<GeneratedKey> GenerateAsync(KeyPurpose purpose, ReadOnlyMemory<byte> associatedData, int bytes, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<WrappedKey> WrapAsync(
        KeyPurpose purpose, ReadOnlyMemory<byte> plaintext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<byte[]> UnwrapAsync(KeyPurpose purpose, WrappedKey wrapped, ReadOnlyMemory<byte> associatedData, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<WrappedKey> RewrapAsync(KeyPurpose purpose, WrappedKey wrapped, ReadOnlyMemory<byte> associatedData, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
