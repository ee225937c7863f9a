using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace VodConsole.Protocol.Formats.Hls;

/// <summary>
/// Encrypts and decrypts HLS segments (RFC 8216 §4.3.2.4: AES-128, CBC, PKCS#7) as they stream through. What it holds of a
/// segment is one or two pooled buffers of 64 KiB, whatever the segment's size, and they are zeroed afterwards. Thread-safe.
/// </summary>
/// <remarks>
/// CBC alone does not authenticate: a changed segment decrypts to something else. That is fine for streaming from a trusted
/// address, not for files kept by a device, which use the offline container.
/// </remarks>
public static class SegmentCipher
{
    /// <summary>Bytes of a key.</summary>
    public const int KeySize = 16;

    private const int BlockSize = 16;

    /// <summary>Large enough that calls into the cipher cost nothing, small enough to stay in the processor's second cache.</summary>
    private const int ChunkSize = 64 * 1024;

    /// <summary>A random initialisation vector. Each segment needs its own.</summary>
    public static UInt128 NewIv()
    {
        Span<byte> bytes = stackalloc byte[BlockSize];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>Bytes of the ciphertext of <paramref name="clearLength"/> bytes: the padding adds 1 to 16.</summary>
    public static long SealedLength(long clearLength) => (clearLength / BlockSize + 1) * BlockSize;

    /// <summary>
    /// Encrypts everything that <paramref name="clear"/> brings. When reading or writing fails, the exception passes through
    /// and what was written is to be thrown away.
    /// </summary>
    /// <returns>Bytes of ciphertext.</returns>
    public static async ValueTask<long> EncryptAsync(
        Stream clear, Stream ciphertext, byte[] key, UInt128 iv, CancellationToken cancellation)
    {
        using var aes = Create(key, iv);
        using var encryptor = aes.CreateEncryptor();
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            long written = 0;
            int held = 0, read;
            while ((read = await clear.ReadAsync(buffer.AsMemory(held, ChunkSize - held), cancellation)) > 0)
            {
                held += read;
                if (held < ChunkSize)
                    continue;
                // In place, so that the clear bytes are gone as soon as they are not needed.
                encryptor.TransformBlock(buffer, 0, ChunkSize, buffer, 0);
                await ciphertext.WriteAsync(buffer.AsMemory(0, ChunkSize), cancellation);
                (written, held) = (written + ChunkSize, 0);
            }
            var whole = held / BlockSize * BlockSize;
            var last = encryptor.TransformWholeBlocks(buffer, whole).TransformFinalBlock(buffer, whole, held - whole);
            last.CopyTo(buffer, whole);
            await ciphertext.WriteAsync(buffer.AsMemory(0, whole + last.Length), cancellation);
            return written + whole + last.Length;
        }
        finally
        {
            Return(buffer);
        }
    }

    /// <summary>
    /// Decrypts a segment. The clear bytes are written as they come, before the padding at the end has been seen, so they
    /// count only when this returns.
    /// </summary>
    /// <returns>Bytes of the clear segment.</returns>
    /// <exception cref="CryptographicException">
    /// The length is no multiple of 16, or the padding is wrong: another key or a damaged segment.
    /// </exception>
    public static async ValueTask<long> DecryptAsync(
        Stream ciphertext, Stream clear, byte[] key, UInt128 iv, CancellationToken cancellation)
    {
        using var aes = Create(key, iv);
        // The padding is taken off here: the platform's decryptor would hold a block back at every call.
        aes.Padding = PaddingMode.None;
        using var decryptor = aes.CreateDecryptor();
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            long written = 0;
            int held = 0, read;
            while ((read = await ciphertext.ReadAsync(buffer.AsMemory(held, ChunkSize - held), cancellation)) > 0)
            {
                held += read;
                if (held < ChunkSize)
                    continue;
                // The last block stays for the next round, since it may be the one with the padding.
                const int Passed = ChunkSize - BlockSize;
                decryptor.TransformBlock(buffer, 0, Passed, buffer, 0);
                await clear.WriteAsync(buffer.AsMemory(0, Passed), cancellation);
                buffer.AsSpan(Passed, BlockSize).CopyTo(buffer);
                (written, held) = (written + Passed, BlockSize);
            }
            if (held == 0 || held % BlockSize != 0)
                throw new CryptographicException("The length of the segment is no multiple of 16 bytes.");
            decryptor.TransformWholeBlocks(buffer, held);
            held -= PaddingLength(buffer.AsSpan(held - BlockSize, BlockSize));
            await clear.WriteAsync(buffer.AsMemory(0, held), cancellation);
            return written + held;
        }
        finally
        {
            Return(buffer);
        }
    }

    private static Aes Create(byte[] key, UInt128 iv)
    {
        if (key.Length != KeySize)
            throw new ArgumentException($"A key has {KeySize} bytes.", nameof(key));
        var bytes = new byte[BlockSize];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, iv);
        var aes = Aes.Create();
        (aes.Mode, aes.Padding, aes.Key, aes.IV) = (CipherMode.CBC, PaddingMode.PKCS7, key, bytes);
        return aes;
    }

    private static ICryptoTransform TransformWholeBlocks(this ICryptoTransform cipher, byte[] buffer, int length)
    {
        if (length > 0)
            cipher.TransformBlock(buffer, 0, length, buffer, 0);
        return cipher;
    }

    private static int PaddingLength(ReadOnlySpan<byte> lastBlock)
    {
        int length = lastBlock[^1];
        if (length is 0 or > BlockSize || lastBlock[^length..].ContainsAnyExcept((byte)length))
            throw new CryptographicException("The padding is wrong: another key, or a damaged segment.");
        return length;
    }

    private static void Return(byte[] buffer)
    {
        CryptographicOperations.ZeroMemory(buffer);
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
