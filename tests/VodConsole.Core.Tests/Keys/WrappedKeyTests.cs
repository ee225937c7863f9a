using VodConsole.Core.Keys;

namespace VodConsole.Core.Tests.Keys;

public sealed class WrappedKeyTests
{
    private static readonly WrappedKey Sample = new(
        1, "media", 7, 1, [.. Enumerable.Range(1, 12).Select(n => (byte)n)], [.. Enumerable.Range(1, 32).Select(n => (byte)n)], 1760000000);

    [Fact]
    public void Reads_what_it_wrote()
    {
        var read = WrappedKey.Parse(Sample.ToBytes());

        Assert.Equal(
            (Sample.Provider, Sample.KekId, Sample.KekVersion, Sample.Algorithm, Sample.CreatedAt),
            (read.Provider, read.KekId, read.KekVersion, read.Algorithm, read.CreatedAt));
        Assert.Equal(Sample.Nonce, read.Nonce);
        Assert.Equal(Sample.Ciphertext, read.Ciphertext);
    }

    [Fact]
    public void Refuses_a_record_cut_at_any_byte()
    {
        var bytes = Sample.ToBytes();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<CryptoRejectedException>(() => WrappedKey.Parse(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Refuses_bytes_after_the_record() =>
        Assert.Throws<CryptoRejectedException>(() => WrappedKey.Parse([.. Sample.ToBytes(), 0]));

    [Theory]
    [InlineData(0, 'X')]
    [InlineData(5, 0xff)]
    [InlineData(7, 0xff)]
    public void Refuses_a_damaged_head(int at, int value)
    {
        var bytes = Sample.ToBytes();
        bytes[at] = (byte)value;
        Assert.Throws<CryptoRejectedException>(() => WrappedKey.Parse(bytes));
    }

    [Fact]
    public void Never_prints_itself() => Assert.Equal("***", Sample.ToString());
}
