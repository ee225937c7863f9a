using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Transcoding;

public sealed class LadderTests
{
    [Theory]
    [InlineData(1920, 1080, "FD 640x360, LD 960x540, SD 1280x720, HD 1920x1080")]
    [InlineData(1280, 720, "FD 640x360, LD 960x540, SD 1280x720")]
    [InlineData(768, 432, "FD 640x360, LD 768x432")]
    [InlineData(640, 360, "FD 640x360")]
    [InlineData(534, 300, "FD 534x300")]
    [InlineData(3840, 2160, "FD 640x360, LD 960x540, SD 1280x720, HD 1920x1080")]
    [InlineData(2560, 1440, "FD 640x360, LD 960x540, SD 1280x720, HD 1920x1080")]
    [InlineData(1080, 1920, "FD 360x640, LD 540x960, SD 720x1280, HD 1080x1920")]
    [InlineData(1920, 804, "FD 860x360, LD 1290x540, SD 1720x720, HD 1920x804")]
    [InlineData(333, 251, "FD 332x250")]
    [InlineData(1, 1, "FD 2x2")]
    public void Plans_the_rungs_that_a_source_reaches(int width, int height, string expected)
    {
        var plan = Ladder.Plan(Source(width, height), TemplateGroup.Ladder);
        Assert.Equal(expected, string.Join(", ", plan.Select(rung => $"{rung.Definition} {rung.Width}x{rung.Height}")));
    }

    [Fact]
    public void Every_plan_has_even_sizes_not_above_the_source_and_unique_labels_that_rise()
    {
        for (var height = 2; height <= 2400; height += 7)
            for (var width = height / 2 + 2; width <= 4 * height; width += 113)
            {
                var plan = Ladder.Plan(Source(width, height), TemplateGroup.Ladder);
                Assert.NotEmpty(plan);
                Assert.All(plan, rung => Assert.True(
                    rung.Width % 2 == 0 && rung.Height % 2 == 0 && rung.Width <= width && rung.Height <= height,
                    $"{rung} of {width}x{height}"));
                Assert.Equal(plan.Select(rung => rung.Definition).Distinct().Order(), plan.Select(rung => rung.Definition));
                Assert.Equal(plan.Select(rung => rung.VideoKbps).Order(), plan.Select(rung => rung.VideoKbps));
            }
    }

    [Fact]
    public void Uses_the_recommended_bit_rates()
    {
        var plan = Ladder.Plan(Source(1920, 1080), TemplateGroup.Ladder);
        Assert.Equal([400, 900, 1500, 3000], plan.Select(rung => rung.VideoKbps ?? 0));
    }

    [Fact]
    public void Makes_one_audio_rendition_of_a_source_without_pictures()
    {
        var only = Assert.Single(Ladder.Plan(Source(null, null, video: null), TemplateGroup.Ladder));
        Assert.Equal(Definition.SQ, only.Definition);
        Assert.Equal("sq", only.Name);
        Assert.Null(only.VideoKbps);
        Assert.NotNull(only.AudioKbps);
    }

    [Fact]
    public void Gives_a_silent_source_no_sound() =>
        Assert.All(Ladder.Plan(Source(1280, 720, audio: null), TemplateGroup.Ladder), rung => Assert.Null(rung.AudioKbps));

    [Theory]
    [InlineData("h264", "aac")]
    [InlineData("hevc", "mp3")]
    [InlineData("h264", null)]
    [InlineData(null, "mp3")]
    public void Repackages_what_plays_in_HLS_as_the_original(string? video, string? audio)
    {
        var only = Assert.Single(Ladder.Plan(Source(334, 251, video, audio), TemplateGroup.Original));
        Assert.Equal(Definition.OD, only.Definition);
        Assert.True(only.Copies);
    }

    [Theory]
    [InlineData("vp9", "aac", "vp9")]
    [InlineData("h264", "opus", "opus")]
    public void Refuses_to_repackage_what_does_not_play_in_HLS_and_says_to_use_the_ladder(string video, string audio, string named)
    {
        var refusal = Assert.Throws<VodException>(() => Ladder.Plan(Source(640, 360, video, audio), TemplateGroup.Original));
        Assert.Equal(ErrorCode.OriginalUnsupported, refusal.Code);
        Assert.Contains(named, refusal.Message);
        Assert.Contains("ladder", refusal.Message);
    }

    private static SourceInfo Source(int? width, int? height, string? video = "h264", string? audio = "aac") => new()
    {
        Container = "mov,mp4,m4a,3gp,3g2,mj2",
        Duration = 10,
        VideoCodec = video,
        Width = width,
        Height = height,
        FrameRate = video is null ? null : 25,
        AudioCodec = audio,
    };
}
