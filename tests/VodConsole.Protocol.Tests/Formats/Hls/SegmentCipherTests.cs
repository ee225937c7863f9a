using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CsCheck;
using VodConsole.Protocol.Formats.Hls;

namespace VodConsole.Protocol.Tests.Formats.Hls;

public sealed class SegmentCipherTests
{
    private static readonly Gen<byte[]> Key = Gen.Byte.Array[16];
    private static readonly Gen<UInt128> Iv = Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new UInt128(high, low));

    /// <summary>Mostly around the borders of blocks and of the cipher's own chunks, where mistakes hide.</summary>
    private static readonly Gen<int> Length = Gen.OneOf(
        Gen.Int[0, 70], Gen.Int[65_500, 65_600], Gen.Int[131_040, 131_100], Gen.Int[0, 300_000]);

    [Fact]
    public async Task Encrypts_exactly_as_the_platform_does_over_one_buffer() =>
        await Gen.Select(Key, Iv, Length, Gen.Int[1, 70_000]).SampleAsync(async (key, iv, length, step) =>
        {
            var clear = RandomNumberGenerator.GetBytes(length);
            using var aes = Aes.Create();
            aes.Key = key;
            var expected = aes.EncryptCbc(clear, Bytes(iv));

            var (ciphertext, reported) = await EncryptAsync(new StutteringStream(clear, step), key, iv);

            Assert.Equal(expected, ciphertext);
            Assert.Equal(expected.Length, reported);
            Assert.Equal(expected.Length, SegmentCipher.SealedLength(length));
        }, iter: 300);

    [Fact]
    public async Task Decrypts_what_it_encrypted() =>
        await Gen.Select(Key, Iv, Length, Gen.Int[1, 70_000]).SampleAsync(async (key, iv, length, step) =>
        {
            var clear = RandomNumberGenerator.GetBytes(length);
            var (ciphertext, _) = await EncryptAsync(new MemoryStream(clear), key, iv);
            var (decrypted, reported) = await DecryptAsync(new StutteringStream(ciphertext, step), key, iv);
            Assert.Equal(clear, decrypted);
            Assert.Equal(length, reported);
        }, iter: 300);

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(65_537)]
    public async Task Refuses_ciphertext_that_is_not_whole_blocks(int length) =>
        await Assert.ThrowsAsync<CryptographicException>(
            () => DecryptAsync(new MemoryStream(new byte[length]), new byte[16], UInt128.Zero));

    [Fact]
    public async Task Another_key_never_gives_the_clear_segment()
    {
        var clear = RandomNumberGenerator.GetBytes(100_000);
        var (ciphertext, _) = await EncryptAsync(new MemoryStream(clear), new byte[16], UInt128.Zero);
        var other = new byte[16];
        for (var bit = 0; bit < 128; bit++)
        {
            other[bit / 8] ^= (byte)(1 << bit % 8);
            var decrypted = Array.Empty<byte>();
            try
            {
                (decrypted, _) = await DecryptAsync(new MemoryStream(ciphertext), other, UInt128.Zero);
            }
            catch (CryptographicException)
            {
                // One key in about 256 leaves padding that looks right.
            }
            Assert.NotEqual(clear, decrypted);
            other[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [Theory]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(32)]
    public async Task Takes_keys_of_16_bytes_only(int length) =>
        await Assert.ThrowsAsync<ArgumentException>(() => EncryptAsync(new MemoryStream(), new byte[length], UInt128.Zero));

    [Fact]
    public async Task A_source_that_breaks_off_is_an_exception_and_not_an_end()
    {
        var source = new StutteringStream(new byte[100_000], 10_000) { BreaksAt = 70_000 };
        await Assert.ThrowsAsync<IOException>(() => EncryptAsync(source, new byte[16], UInt128.Zero));
    }

    [Fact]
    public async Task Allocates_the_same_for_a_large_segment_as_for_a_small_one()
    {
        var small = new byte[200_000];
        var large = new byte[20_000_000];
        await AllocationsAsync(small);
        await AllocationsAsync(large);
        // The runtime allocates now and then for itself, when it compiles a method anew; the least of several is the code's own.
        var (least, most) = (long.MaxValue, long.MaxValue);
        for (var round = 0; round < 5; round++)
            (least, most) = (Math.Min(least, await AllocationsAsync(small)), Math.Min(most, await AllocationsAsync(large)));
        Assert.InRange(most - least, -2048, 2048);
    }

    [SkippableFact]
    public async Task Passes_every_Wycheproof_vector()
    {
        using var vectors = JsonDocument.Parse(
            await File.ReadAllTextAsync(SharedFiles.Require("vectors/wycheproof-aes_cbc_pkcs5_test.json")));
        var tried = 0;
        foreach (var group in vectors.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            if (group.GetProperty("keySize").GetInt32() != 128)
                continue;
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var (key, iv, clear, ciphertext) = (Hex(test, "key"), Hex(test, "iv"), Hex(test, "msg"), Hex(test, "ct"));
                var number = UInt128.Parse(Convert.ToHexString(iv), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                if (test.GetProperty("result").GetString() == "valid")
                {
                    Assert.Equal(ciphertext, (await EncryptAsync(new MemoryStream(clear), key, number)).Bytes);
                    Assert.Equal(clear, (await DecryptAsync(new MemoryStream(ciphertext), key, number)).Bytes);
                }
                else
                {
                    await Assert.ThrowsAsync<CryptographicException>(() => DecryptAsync(new MemoryStream(ciphertext), key, number));
                }
                tried++;
            }
        }
        Assert.True(tried > 50, $"{tried} vectors for 128-bit keys");
    }

    private static byte[] Hex(JsonElement test, string name) => Convert.FromHexString(test.GetProperty(name).GetString()!);

    private static byte[] Bytes(UInt128 iv) => Convert.FromHexString(iv.ToString("x32", CultureInfo.InvariantCulture));

    private static async Task<(byte[] Bytes, long Reported)> EncryptAsync(Stream clear, byte[] key, UInt128 iv)
    {
        var output = new MemoryStream();
        var reported = await SegmentCipher.EncryptAsync(clear, output, key, iv, CancellationToken.None);
        return (output.ToArray(), reported);
    }

    private static async Task<(byte[] Bytes, long Reported)> DecryptAsync(Stream ciphertext, byte[] key, UInt128 iv)
    {
        var output = new MemoryStream();
        var reported = await SegmentCipher.DecryptAsync(ciphertext, output, key, iv, CancellationToken.None);
        return (output.ToArray(), reported);
    }

    private static async Task<long> AllocationsAsync(byte[] segment)
    {
        using var source = new MemoryStream(segment);
        var before = GC.GetAllocatedBytesForCurrentThread();
        await SegmentCipher.EncryptAsync(source, Stream.Null, new byte[16], UInt128.One, CancellationToken.None);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
