using System.Security.Cryptography;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Web.Downloads;

namespace VodConsole.Web.Tests.Downloads;

public sealed class BrowserFileStreamTests
{
    private readonly byte[] _file = RandomNumberGenerator.GetBytes(3 << 20);
    private readonly List<(long Offset, int Count)> _fetched = [];

    [Theory]
    [InlineData(0, 10)]
    [InlineData((64 << 10) - 5, 10)]
    [InlineData((3 << 20) - 100, 100)]
    [InlineData(70_001, 2_000_000)]
    public async Task Reads_the_bytes_of_the_file_wherever_they_are(long offset, int count)
    {
        await using var stream = Open();
        var read = new byte[count];
        stream.Position = offset;

        await stream.ReadExactlyAsync(read);

        Assert.Equal(_file[(int)offset..(int)(offset + count)], read);
        Assert.All(_fetched, slice => Assert.InRange(slice.Count, 1, BrowserFileStream.SliceLength));
    }

    [Fact]
    public async Task Fetches_a_block_once_for_many_small_reads()
    {
        await using var stream = Open();
        for (var index = 0; index < 1000; index++) await stream.ReadExactlyAsync(new byte[12]);

        Assert.Equal([(0L, BrowserFileStream.BlockLength)], _fetched);
    }

    [Fact]
    public async Task Keeps_only_the_blocks_that_were_used_last()
    {
        await using var stream = Open();
        foreach (var block in (int[])[0, 1, 2, 3, 0, 4, 0, 1])
        {
            stream.Position = block * BrowserFileStream.BlockLength;
            await stream.ReadExactlyAsync(new byte[12]);
        }

        Assert.Equal([0, 1, 2, 3, 4, 1], _fetched.Select(slice => slice.Offset / BrowserFileStream.BlockLength));
    }

    [Fact]
    public async Task Ends_where_the_file_ends()
    {
        await using var stream = Open();
        stream.Seek(-3, SeekOrigin.End);

        Assert.Equal(3, await stream.ReadAsync(new byte[10]));
        Assert.Equal(0, await stream.ReadAsync(new byte[10]));
    }

    [Fact]
    public async Task Ends_where_the_browser_has_no_more()
    {
        await using var stream = new BrowserFileStream(1000, (_, _, _) => Task.FromResult(new byte[10]));
        stream.Position = 5;

        await Assert.ThrowsAsync<EndOfStreamException>(() => stream.ReadExactlyAsync(new byte[20]).AsTask());
    }

    [Fact]
    public async Task Refuses_to_fetch_more_than_any_app_needs()
    {
        var total = 0L;
        await using var stream = new BrowserFileStream(2L << 30, (_, count, _) =>
        {
            total += count;
            return Task.FromResult(new byte[count]);
        });
        var buffer = new byte[1 << 20];

        var refusal = await Assert.ThrowsAsync<VodException>(async () =>
        {
            while (await stream.ReadAsync(buffer) > 0)
            {
            }
        });

        Assert.Equal(ErrorCode.AppFilePartTooLarge, refusal.Code);
        Assert.Equal(BrowserFileStream.Budget, total);
    }

    [Fact]
    public void Is_not_read_synchronously()
    {
        using var stream = Open();

        Assert.Throws<NotSupportedException>(() => stream.ReadByte());
    }

    private BrowserFileStream Open() => new(_file.Length, (offset, count, _) =>
    {
        _fetched.Add((offset, count));
        return Task.FromResult(_file[(int)offset..(int)(offset + count)]);
    });
}
