using System.Diagnostics;
using System.Globalization;
using System.Net;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Protocol;

namespace VodConsole.Web.Tests.Media;

/// <summary>Files that must not become videos, through the real protocol and the real ffprobe.</summary>
public sealed class IntakeTests(TusFixture server) : IClassFixture<TusFixture>
{
    [SkippableTheory]
    [InlineData("playlist.mp4", "#EXTM3U\n#EXTINF:1,\nsecret.mp4\n#EXT-X-ENDLIST\n", ErrorCode.MediaIsPlaylist)]
    [InlineData("concat.mp4", "ffconcat version 1.0\nfile secret.mp4\n", null)]
    [InlineData("noise.mp4", "nothing that anything could play", ErrorCode.MediaNotRecognised)]
    [InlineData("-version.mp4", "nothing that anything could play", ErrorCode.MediaNotRecognised)]
    [InlineData("file:%d 'x' \"y\" -i.mp4", "nothing that anything could play", ErrorCode.MediaNotRecognised)]
    public async Task Refuses_what_is_no_media_with_the_reason_on_the_row(string name, string content, ErrorCode? reason)
    {
        RequireFfprobe();
        var video = await BringAsync(name, System.Text.Encoding.ASCII.GetBytes(content));
        Assert.Equal(VideoStatus.UploadFail, video.Status);
        if (reason is { } known) Assert.Equal(known, video.Failure!.Code);
        Assert.NotEqual(video.Failure!.In(CultureInfo.GetCultureInfo("en")), video.Failure.In(CultureInfo.GetCultureInfo("zh-CN")));
        await AssertNothingIsLeftAsync(video.Id);
    }

    [SkippableFact]
    public async Task Refuses_half_a_file()
    {
        RequireFfprobe();
        var clip = SharedClip.Read();
        var video = await BringAsync("half.mp4", clip[..(clip.Length / 2)]);
        Assert.Equal(VideoStatus.UploadFail, video.Status);
        await AssertNothingIsLeftAsync(video.Id);
    }

    [SkippableFact]
    public async Task Refuses_another_file_than_announced()
    {
        RequireFfprobe();
        var video = await BringAsync("clip.mp4", SharedClip.Read(), ("sha256", new string('0', 64)));
        Assert.Equal(ErrorCode.UploadHashMismatch, video.Failure!.Code);
        await AssertNothingIsLeftAsync(video.Id);
        Assert.Equal(HttpStatusCode.Gone, (await server.Client.HeadAsync($"/uploads/{video.Id:N}")).StatusCode);
    }

    [Fact]
    public async Task Shows_covers_only_to_people_who_may_see_the_library()
    {
        using var nobody = server.Host.NewClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"/media/covers/{Guid.NewGuid():N}")).StatusCode);
        using var auditor = await server.Host.SignInAsync(Role.Auditor);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync($"/media/covers/{Guid.NewGuid():N}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync("/media/covers/..%2f..%2fkeys")).StatusCode);
    }

    private async Task<Video> BringAsync(string name, byte[] content, params (string, string)[] metadata)
    {
        var address = await server.Client.BeginAsync(content.Length, MediaHost.Metadata([("filename", name), .. metadata]));
        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.PatchAsync(address, 0, content)).StatusCode);
        return await server.Host.UntilAsync(TusClient.IdOf(address), video => video.Status != VideoStatus.Uploading);
    }

    private async Task AssertNothingIsLeftAsync(Guid id)
    {
        // The row is saved first, the bytes go right after.
        for (var waited = Stopwatch.StartNew(); Entries().Any(path => path.Contains($"{id:N}", StringComparison.Ordinal)); await Task.Delay(50))
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(1), "Something of it is left.");

        IEnumerable<string> Entries() => new[] { server.Host.Data.Media, server.Host.Data.Staging }.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories));
    }

    private static void RequireFfprobe() => Skip.IfNot(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "ffprobe"))),
        "ffprobe is not installed.");
}
