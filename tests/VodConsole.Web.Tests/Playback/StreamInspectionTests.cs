using VodConsole.Protocol;
using VodConsole.Protocol.Playback;
using VodConsole.Sdk.Playback;

namespace VodConsole.Web.Tests.Playback;

/// <summary>The client library against the running server.</summary>
public sealed class StreamInspectionTests(PlaybackHost host) : IClassFixture<PlaybackHost>
{
    [Theory]
    [InlineData(InspectionDepth.Samples)]
    [InlineData(InspectionDepth.All)]
    public async Task Sees_each_rendition_encrypted_and_decrypts_it(InspectionDepth depth)
    {
        using var http = host.CreateClient();
        var video = await host.PublishAsync();

        var report = await new StreamInspector(http).InspectAsync(MasterOf(http, video, video.Token), depth, default);

        Assert.True(report.Encrypted);
        Assert.Equal([Definition.FD, Definition.SD], report.Renditions.Select(one => one.Definition!.Value));
        Assert.All(report.Renditions, one => Assert.Equal((3, 3, 6.0), (one.Segments, one.CheckedSegments, one.Duration)));
        Assert.All(report.Renditions, one => Assert.Equal(3 * PublishedVideo.Clear.Length, one.CheckedBytes));
    }

    [Fact]
    public async Task Is_refused_with_the_token_of_another_video()
    {
        using var http = host.CreateClient();
        var video = await host.PublishAsync();
        var other = await host.PublishAsync();

        await Assert.ThrowsAsync<StreamRefusedException>(() =>
            new StreamInspector(http).InspectAsync(MasterOf(http, video, other.Token), InspectionDepth.Samples, default));
    }

    private static Uri MasterOf(HttpClient http, PublishedVideo video, string token) =>
        new(http.BaseAddress!, $"{PlaybackAddress.Master(video.Id, video.PublicationId)}?{PlaybackAddress.Token}={token}");
}
