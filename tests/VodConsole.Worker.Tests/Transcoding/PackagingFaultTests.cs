using System.Diagnostics;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Worker.Transcoding;

namespace VodConsole.Worker.Tests.Transcoding;

public sealed class PackagingFaultTests(PackagingFaultTests.Clip clip) : IClassFixture<PackagingFaultTests.Clip>
{
    [SkippableTheory]
    [InlineData(1, StoreFault.Create)]
    [InlineData(2, StoreFault.Write)]
    [InlineData(3, StoreFault.Commit)]
    public async Task A_segment_that_cannot_be_stored_fails_the_attempt(int segment, StoreFault moment)
    {
        var failed = await FailsAsync(segment, moment, FaultyMediaStore.NoSpace);
        Assert.Equal(ErrorCode.TranscodeStorageFull, failed.Code);
        Assert.True(failed.MayPassLater);
    }

    [SkippableFact]
    public async Task A_store_that_refuses_for_another_reason_is_named()
    {
        var failed = await FailsAsync(1, StoreFault.Commit, () => new UnauthorizedAccessException("denied"));
        Assert.Equal(ErrorCode.TranscodeStorageFailed, failed.Code);
        Assert.Contains("od/", failed.Message);
        Assert.IsType<UnauthorizedAccessException>(failed.InnerException);
    }

    [SkippableFact]
    public async Task An_object_that_lost_its_end_in_the_store_is_noticed()
    {
        var failed = await FailsAsync(2, StoreFault.LoseTheEnd, FaultyMediaStore.NoSpace);
        Assert.Equal(ErrorCode.TranscodeSegmentMissing, failed.Code);
    }

    [SkippableFact]
    public async Task An_object_that_changed_in_the_store_is_noticed()
    {
        var failed = await FailsAsync(1, StoreFault.Change, FaultyMediaStore.NoSpace);
        Assert.Equal(ErrorCode.TranscodeSegmentUnreadable, failed.Code);
    }

    [SkippableTheory]
    [InlineData(0.1, "KILL")]
    [InlineData(0.5, "KILL")]
    [InlineData(0.8, "KILL")]
    [InlineData(0.5, "TERM")]
    public async Task An_ffmpeg_that_is_ended_from_outside_fails_the_attempt(double moment, string signal)
    {
        await using var bench = new PackagingBench(configure: options => options.Preset = EncoderPreset.Slow);
        var request = await bench.RequestAsync(clip.CopyTo(bench.Media));
        var sent = 0;
        bench.Progress.Reported += report =>
        {
            // Number 0 would be the whole group of processes, this one included.
            if (report.Progress >= moment && FindFfmpeg(request.SourcePath) is > 0 and var ffmpeg && Interlocked.Exchange(ref sent, 1) == 0)
                Process.Start("kill", [$"-{signal}", ffmpeg.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
        };
        var failed = await Assert.ThrowsAsync<TranscodeFailedException>(() => bench.RunAsync(request));
        Assert.Equal(1, sent);
        Assert.Equal(ErrorCode.TranscodeInterrupted, failed.Code);
        Assert.True(failed.MayPassLater);
        Assert.Equal(0, FindFfmpeg(request.SourcePath));
    }

    [SkippableFact]
    public async Task Cancelling_ends_ffmpeg_and_all_writing()
    {
        await using var bench = new PackagingBench(configure: options => options.Preset = EncoderPreset.Slow);
        var request = await bench.RequestAsync(clip.CopyTo(bench.Media));
        using var cancel = new CancellationTokenSource();
        bench.Progress.Reported += report =>
        {
            if (report.Renditions.Any(rendition => rendition.Segments > 0))
                cancel.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.RunAsync(request, cancel.Token));
        Assert.Equal(0, FindFfmpeg(request.SourcePath));
        await bench.Store.DeleteAsync(request.Prefix + "/", CancellationToken.None);
        await bench.Store.DeleteAsync(request.CoverKey, CancellationToken.None);
        Assert.DoesNotContain(bench.StoredFiles, file => file.Contains(request.TaskId.ToString("N")));
    }

    [SkippableFact]
    public async Task A_source_that_does_not_decode_fails_with_the_end_of_the_log_and_without_its_path()
    {
        await using var bench = new PackagingBench();
        var request = await bench.RequestAsync(await bench.Media.MakeClipAsync("secret-name.mp4"));
        await File.WriteAllBytesAsync(request.SourcePath, new byte[100_000]);
        var failed = await Assert.ThrowsAsync<TranscodeFailedException>(() => bench.RunAsync(request));
        Assert.Equal(ErrorCode.TranscodeSourceFailed, failed.Code);
        Assert.False(failed.MayPassLater);
        Assert.NotNull(failed.LogTail);
        Assert.DoesNotContain("secret-name", failed.LogTail);
        Assert.DoesNotContain("127.0.0.1", failed.LogTail);
    }

    [SkippableFact]
    public async Task A_source_that_is_shorter_than_it_was_fails()
    {
        await using var bench = new PackagingBench();
        var request = await bench.RequestAsync(await bench.Media.MakeClipAsync("clip.mp4", seconds: 3));
        var failed = await Assert.ThrowsAsync<TranscodeFailedException>(
            () => bench.RunAsync(request with { Source = request.Source with { Duration = 4 } }));
        Assert.Equal(ErrorCode.TranscodeDurationDiffers, failed.Code);
    }

    [SkippableFact]
    public async Task Attempts_at_the_same_time_do_not_mix()
    {
        await using var bench = new PackagingBench();
        var clips = new[] { await bench.Media.MakeClipAsync("a.mp4", seconds: 8), await bench.Media.MakeClipAsync("b.mp4", "640x360", 14) };
        var requests = new[] { await bench.RequestAsync(clips[0]), await bench.RequestAsync(clips[1]) };
        var results = await Task.WhenAll(requests.Select(request => bench.RunAsync(request)));
        Assert.Equal([2, 3], results.Select(result => result.Renditions[0].Segments));
    }

    private async Task<TranscodeFailedException> FailsAsync(int segment, StoreFault moment, Func<Exception> fault)
    {
        await using var bench = new PackagingBench(store => new FaultyMediaStore(store, segment, moment, fault));
        return await Assert.ThrowsAsync<TranscodeFailedException>(
            async () => await bench.RunAsync(await bench.RequestAsync(clip.CopyTo(bench.Media), TemplateGroup.Original)));
    }

    /// <summary>The process that transcodes this source, by its command line; 0 when there is none.</summary>
    private static int FindFfmpeg(string source)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(path[^1])))
        {
            try
            {
                var words = File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0');
                if (words.Contains("file:" + source) && words.Contains("PUT"))
                    return int.Parse(Path.GetFileName(process), System.Globalization.CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // It ended while we looked.
            }
        }
        return 0;
    }

    /// <summary>
    /// One clip for all: long enough to be interrupted while it is encoded slowly, and so large that each of its segments
    /// takes several writes.
    /// </summary>
    public sealed class Clip : IAsyncLifetime
    {
        private readonly TestMedia media = new();
        private string path = "";

        public async Task InitializeAsync()
        {
            if (TestMedia.Find("ffmpeg") is not null)
                path = await media.MakeClipAsync("clip.mp4", "640x360", 24, options: ["-g", "25"]);
        }

        public Task DisposeAsync()
        {
            media.Dispose();
            return Task.CompletedTask;
        }

        internal string CopyTo(TestMedia target)
        {
            File.Copy(path, target.PathOf("clip.mp4"));
            return target.PathOf("clip.mp4");
        }
    }
}
