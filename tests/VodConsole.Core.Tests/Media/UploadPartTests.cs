using System.Security.Cryptography;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Media;

public sealed class UploadPartTests : IDisposable
{
    private static readonly byte[] Content = MediaBench.Noise(5000);
    private readonly MediaBench bench = new();

    [Fact]
    public async Task Acknowledges_what_is_stored_and_goes_on_after_a_restart()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        Assert.Equal(2000, (await bench.SendAsync(Actor.System, upload.Id, 0, Content[..2000])).Offset);

        bench.Restart();

        Assert.Equal(2000, (await bench.Uploads.FindAsync(Actor.System, upload.Id, default)).Offset);
        await bench.SendAsync(Actor.System, upload.Id, 2000, Content[2000..]);
        Assert.Equal(VideoStatus.Transcoding, await bench.Intake.AcceptAsync(Actor.System, upload.Id, default));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), (await bench.FindAsync(upload.Id))!.SourceSha256);
    }

    [Fact]
    public async Task Keeps_what_streams_the_file_has()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content);
        await bench.Intake.AcceptAsync(Actor.System, upload.Id, default);

        await using var db = bench.NewContext();
        var stream = Assert.Single((await db.SourceDetails.SingleAsync(details => details.VideoId == upload.Id)).Streams);
        Assert.Equal(("h264", 640, true), (stream.Codec, stream.Width, stream.IsVideo));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1999)]
    [InlineData(2001)]
    [InlineData(5000)]
    [InlineData(long.MaxValue)]
    public async Task Refuses_a_part_that_does_not_begin_where_the_bytes_end(long offset)
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content[..2000]);
        await MediaBench.RefusedAsync(ErrorCode.UploadOffsetConflict, () => bench.SendAsync(Actor.System, upload.Id, offset, [1]));
        Assert.Equal(2000, (await bench.Uploads.FindAsync(Actor.System, upload.Id, default)).Offset);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refuses_more_bytes_than_announced_and_keeps_the_offset(bool isLengthKnown)
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content[..4000]);
        var part = new UploadPart(4000, new MemoryStream(new byte[200_000])) { Length = isLengthKnown ? 200_000 : null };
        await MediaBench.RefusedAsync(ErrorCode.UploadPartTooLong, () => bench.Uploads.AppendAsync(Actor.System, upload.Id, part, default));
        Assert.Equal(4000, (await bench.Uploads.FindAsync(Actor.System, upload.Id, default)).Offset);
    }

    [Fact]
    public async Task Keeps_the_bytes_that_came_before_a_part_broke_off()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        var part = new UploadPart(0, new BreakingStream(Content[..3000])) { Length = 5000 };
        await Assert.ThrowsAsync<IOException>(() => bench.Uploads.AppendAsync(Actor.System, upload.Id, part, default));
        Assert.Equal(3000, (await bench.Uploads.FindAsync(Actor.System, upload.Id, default)).Offset);
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("sha512")]
    public async Task Rolls_back_a_part_with_a_wrong_checksum_and_takes_it_with_the_right_one(string algorithm)
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content[..1000]);
        var part = Content[1000..2500];
        var digest = CryptographicOperations.HashData(new HashAlgorithmName(algorithm.ToUpperInvariant()), part);

        await MediaBench.RefusedAsync(
            ErrorCode.UploadChecksumMismatch,
            () => bench.SendAsync(Actor.System, upload.Id, 1000, part, new PartChecksum(algorithm, [.. digest.Reverse()])));
        Assert.Equal(1000, (await bench.Uploads.FindAsync(Actor.System, upload.Id, default)).Offset);

        Assert.Equal(2500, (await bench.SendAsync(Actor.System, upload.Id, 1000, part, new PartChecksum(algorithm, digest))).Offset);
    }

    [Fact]
    public async Task Gives_up_a_checked_part_that_broke_off()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        var part = new UploadPart(0, new BreakingStream(Content[..3000])) { Checksum = new PartChecksum("sha256", SHA256.HashData(Content)) };
        await Assert.ThrowsAsync<IOException>(() => bench.Uploads.AppendAsync(Actor.System, upload.Id, part, default));
        Assert.Equal(0, (await bench.Uploads.FindAsync(Actor.System, upload.Id, default)).Offset);
    }

    [Fact]
    public async Task Gives_up_a_checked_part_that_the_process_died_over()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content[..1000]);
        // What a kill in the middle of a checked part leaves: the mark, and more bytes than it says.
        await File.WriteAllTextAsync(Path.Combine(bench.Data.Staging, $"{upload.Id:N}.unverified"), "1000");
        await File.AppendAllTextAsync(bench.Staging.PathOf(upload.Id), "unverified");

        bench.Restart();

        Assert.Equal(1000, (await bench.Uploads.FindAsync(Actor.System, upload.Id, default)).Offset);
        Assert.Equal(5000, (await bench.SendAsync(Actor.System, upload.Id, 1000, Content[1000..])).Offset);
        Assert.Equal(Content, await File.ReadAllBytesAsync(bench.Staging.PathOf(upload.Id)));
    }

    [Fact]
    public async Task Lets_one_part_in_at_a_time()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        var slow = new HeldStream(Content[..1000]);
        var first = bench.Uploads.AppendAsync(Actor.System, upload.Id, new UploadPart(0, slow), default);
        await slow.Reading;

        await MediaBench.RefusedAsync(ErrorCode.UploadBusy, () => bench.SendAsync(Actor.System, upload.Id, 0, Content));

        slow.Release();
        Assert.Equal(1000, (await first).Offset);
    }

    [SkippableFact]
    public async Task Says_that_the_disk_is_full_and_goes_on_once_it_is_not()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/dev/full"), "Needs /dev/full.");
        var upload = await bench.BeginAsync(Actor.System, Content);
        Directory.CreateDirectory(Path.GetDirectoryName(bench.Staging.PathOf(upload.Id))!);
        File.CreateSymbolicLink(bench.Staging.PathOf(upload.Id), "/dev/full");

        // The link's own length is what the offset is compared with.
        await MediaBench.RefusedAsync(
            ErrorCode.UploadStorageFull, () => bench.SendAsync(Actor.System, upload.Id, "/dev/full".Length, Content[9..]));

        File.Delete(bench.Staging.PathOf(upload.Id));
        Assert.Equal(5000, (await bench.SendAsync(Actor.System, upload.Id, 0, Content)).Offset);
    }

    [Fact]
    public async Task Ends_with_the_file_whatever_order_parts_are_tried_in()
    {
        var cut = Gen.Int[1, 900].Array[1, 8];
        await Gen.Select(cut, Gen.Int.Array[4, 24]).SampleAsync(
            async (lengths, order) =>
            {
                var content = MediaBench.Noise(lengths.Sum());
                var upload = await bench.BeginAsync(Actor.System, content);
                var starts = lengths.Select((_, index) => lengths[..index].Sum()).ToArray();
                // Any part at any time, as a client with a bad memory would: each is taken exactly when it is its turn.
                foreach (var pick in order) await TryPartAsync(upload.Id, content, starts, lengths, (int)((uint)pick % (uint)lengths.Length));
                for (var index = 0; index < lengths.Length; index++) await TryPartAsync(upload.Id, content, starts, lengths, index);
                Assert.Equal(content, await File.ReadAllBytesAsync(bench.Staging.PathOf(upload.Id)));
            },
            iter: 25, threads: 1);
    }

    public void Dispose() => bench.Dispose();

    private async Task TryPartAsync(Guid id, byte[] content, int[] starts, int[] lengths, int index)
    {
        var before = bench.Staging.LengthOf(id);
        try
        {
            await bench.SendAsync(Actor.System, id, starts[index], content[starts[index]..(starts[index] + lengths[index])]);
            Assert.Equal(before, starts[index]);
        }
        catch (VodException refusal) when (refusal.Code == ErrorCode.UploadOffsetConflict)
        {
            Assert.NotEqual(before, starts[index]);
            Assert.Equal(before, bench.Staging.LengthOf(id));
        }
    }
}
