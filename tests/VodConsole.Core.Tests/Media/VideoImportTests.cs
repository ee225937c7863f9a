using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Media;

public sealed class VideoImportTests : IDisposable
{
    private readonly MediaBench bench = new();
    private readonly string folder = Directory.CreateTempSubdirectory("vodconsole-import-").FullName;

    [Theory]
    [InlineData("clip.mp4")]
    [InlineData("-i %d 'quoted' \"x\".mp4")]
    [InlineData("concat:a|b.mp4")]
    public async Task Copies_a_file_in_and_leaves_it_where_it_is(string name)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllBytesAsync(path, MediaBench.Noise(500));

        var imported = await bench.Get<VideoImport>().RunAsync(Actor.CommandLine, new FileImport(path) { Title = "Imported" }, default);

        Assert.Equal(VideoStatus.Transcoding, imported.Status);
        Assert.Equal("Imported", (await bench.FindAsync(imported.VideoId))!.Title);
        Assert.Equal([$"media/src/{imported.VideoId:N}/source.mp4"], bench.Files());
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Answers_a_refused_file_with_its_status_and_keeps_the_reason_on_the_row()
    {
        var path = Path.Combine(folder, "a.mp4");
        await File.WriteAllTextAsync(path, "not media");
        bench.Probe.Refusal = new VodException(ErrorCode.MediaNotRecognised);
        Assert.Equal(VideoStatus.UploadFail, (await bench.Get<VideoImport>().RunAsync(Actor.CommandLine, new FileImport(path), default)).Status);
    }

    [Fact]
    public Task Says_which_file_is_missing() => MediaBench.RefusedAsync(
        ErrorCode.ImportFileNotFound, () => bench.Get<VideoImport>().RunAsync(Actor.CommandLine, new FileImport(Path.Combine(folder, "no.mp4")), default));

    public void Dispose()
    {
        bench.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
