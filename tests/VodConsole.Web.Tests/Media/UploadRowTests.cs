using Bunit;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Web.Components.Media;

namespace VodConsole.Web.Tests.Media;

public sealed class UploadRowTests : MediaPages
{
    private static readonly UploadItem Item = new(
        1, "clip.mp4", 10 << 20, 4 << 20, "uploading", 1 << 20, "0123456789abcdef0123456789abcdef", "clip", null, null, null);

    [Fact]
    public void Says_how_far_how_fast_and_how_long_still()
    {
        var text = Show(Item).Markup;
        Assert.Contains("4.0 MiB of 10.0 MiB", text);
        Assert.Contains("1.0 MiB/s", text);
        Assert.Contains("0:06 left", text);
    }

    [Theory]
    [InlineData("waiting", "Pause")]
    [InlineData("uploading", "Pause")]
    [InlineData("retrying", "Pause")]
    [InlineData("paused", "Resume")]
    public void Offers_what_can_be_done_now(string state, string act)
    {
        var row = Show(Item with { State = state });
        Assert.Single(row.FindAll($"button[title='{act}']"));
        Assert.Single(row.FindAll("button[title='Cancel upload']"));
    }

    [Theory]
    [InlineData("UploadStorageFull", "The disk is full.", true)]
    [InlineData("UploadExtensionNotAllowed", null, false)]
    [InlineData("UploadGone", "It has ended.", false)]
    [InlineData("Unreachable", null, true)]
    [InlineData("NotSignedIn", null, true)]
    public void Offers_to_go_on_only_where_that_can_help(string code, string? message, bool canResume)
    {
        var row = Show(Item with { State = "failed", Code = code, Message = message });
        Assert.Equal(canResume ? 1 : 0, row.FindAll("button[title='Resume']").Count);
        Assert.NotEmpty(row.Find("[role=alert]").TextContent);
    }

    [Fact]
    public void Shows_what_became_of_a_whole_file()
    {
        var video = new VideoRow
        {
            Id = Item.VideoId!.Value, Title = "Clip", Size = 1, Duration = null, Status = VideoStatus.UploadFail,
            Failure = FailureReason.Of(ErrorCode.MediaIsPlaylist), CategoryId = null, Tags = "", CoverKey = null, HasVideo = null, CreatedAt = default,
            IsOfflineDisabled = false,
        };
        var row = Show(Item with { State = "checking" }, video);
        Assert.Contains("playlist", row.Find(".video-reason").TextContent);
        Assert.Equal($"/media/videos/{Item.Id}", row.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void Shows_a_file_name_as_text()
    {
        var row = Show(Item with { Name = "<img src=x onerror=alert(1)>.mp4", Title = "\"><script>alert(1)</script>" });
        Assert.Equal("<img src=x onerror=alert(1)>.mp4", row.Find(".name").TextContent);
        Assert.Empty(row.FindAll("img, script"));
    }

    private IRenderedComponent<UploadRow> Show(UploadItem item, VideoRow? video = null) => Render<UploadRow>(parameters => parameters
        .Add(row => row.Item, item).Add(row => row.Video, video).Add(row => row.Tree, null));
}
