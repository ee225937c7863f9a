using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Transcoding;

public sealed class TemplatePlanTests
{
    [Theory]
    [InlineData(1280, 720, 640, 360, false, 640, 360, null)]
    [InlineData(1280, 720, 640, null, false, 640, 360, null)]
    [InlineData(1280, 720, null, 360, false, 640, 360, null)]
    [InlineData(1281, 721, null, null, false, 1280, 720, null)]
    [InlineData(720, 1280, 640, 360, true, 360, 640, null)]
    [InlineData(720, 1280, 640, 360, false, 640, 360, 202)]
    [InlineData(640, 480, 640, 360, false, 640, 360, 480)]
    [InlineData(320, 180, 1280, 720, false, 1280, 720, null)]
    public void The_template_says_the_size_and_the_picture_keeps_its_shape(
        int width, int height, int? wantedWidth, int? wantedHeight, bool byLength, int outWidth, int outHeight, int? pictureWidth)
    {
        var plan = TemplatePlan.Of(Source(width, height), Template(new VideoSettings { Width = wantedWidth, Height = wantedHeight, IsLongShort = byLength }));
        Assert.Equal((outWidth, outHeight, pictureWidth), (plan.Width, plan.Height, plan.PictureWidth));
    }

    [Fact]
    public void An_average_bit_rate_is_bounded_and_constant_quality_too()
    {
        Assert.Equal((900, 1350, null), Rates(new VideoSettings()));
        Assert.Equal((500, 750, null), Rates(new VideoSettings { Bitrate = 500 }));
        Assert.Equal((500, 600, null), Rates(new VideoSettings { Bitrate = 500, MaxRate = 600 }));
        Assert.Equal((null, 500, 28), Rates(new VideoSettings { Bitrate = 500, Crf = 28 }));

        static (int?, int?, int?) Rates(VideoSettings video)
        {
            var plan = TemplatePlan.Of(Source(1280, 720), Template(video));
            return (plan.AverageKbps, plan.VideoKbps, plan.Quality);
        }
    }

    [Fact]
    public void Frames_are_left_out_and_never_made_up()
    {
        Assert.Equal((15.0, true), Frames(15));
        Assert.Equal((25.0, false), Frames(50));
        Assert.Equal((25.0, false), Frames(null));

        static (double?, bool) Frames(double? rate)
        {
            var plan = TemplatePlan.Of(Source(1280, 720), Template(new VideoSettings { FrameRate = rate }));
            return (plan.FrameRate, plan.DropsFrames);
        }
    }

    [Fact]
    public void A_smaller_source_is_kept_as_it_is_or_fails_where_the_template_says_so()
    {
        var template = Template(new VideoSettings { Width = 1280, Height = 720 });
        var kept = TemplatePlan.Of(Source(640, 360), template with { Conditions = new TemplateConditions { KeepsResolution = true } });
        Assert.Equal((640, 360), (kept.Width, kept.Height));
        Assert.Equal(ErrorCode.TemplateAboveSource, Refusal(Source(640, 360), template with { Conditions = new TemplateConditions { KeepsResolution = true, FailsOnResolution = true } }));
    }

    [Fact]
    public void A_lower_bit_rate_is_kept_or_fails_where_the_template_says_so()
    {
        var template = Template(new VideoSettings { Bitrate = 5000 });
        Assert.Equal(5000, TemplatePlan.Of(Source(1280, 720), template).AverageKbps);
        Assert.Equal(2000, TemplatePlan.Of(Source(1280, 720), template with { Conditions = new TemplateConditions { KeepsBitrate = true } }).AverageKbps);
        Assert.Equal(ErrorCode.TemplateBitrateAboveSource, Refusal(Source(1280, 720), template with { Conditions = new TemplateConditions { FailsOnBitrate = true } }));
    }

    [Fact]
    public void A_template_needs_what_it_makes()
    {
        var sound = Source(640, 360) with { VideoCodec = null, Width = null, Height = null };
        var silent = Source(640, 360) with { AudioCodec = null };
        var audioOnly = new TemplateSettings(Definition.SQ, 6) { Audio = new AudioSettings() };
        Assert.Equal(ErrorCode.TemplateNeedsVideo, Refusal(sound, Template(new VideoSettings())));
        Assert.Equal(ErrorCode.TemplateNeedsAudio, Refusal(silent, audioOnly));
        Assert.Equal((null, 128), (TemplatePlan.Of(sound, audioOnly).Width, TemplatePlan.Of(sound, audioOnly).AudioKbps));
        Assert.Null(TemplatePlan.Of(silent, Template(new VideoSettings())).AudioKbps);
    }

    private static ErrorCode Refusal(SourceInfo source, TemplateSettings template) => Assert.Throws<VodException>(() => TemplatePlan.Of(source, template)).Code;

    private static TemplateSettings Template(VideoSettings video) => new(Definition.LD, 6) { Video = video, Audio = new AudioSettings() };

    private static SourceInfo Source(int width, int height) => new()
    {
        Container = "mp4", Duration = 10, VideoCodec = "h264", AudioCodec = "aac", Width = width, Height = height, FrameRate = 25, BitrateKbps = 2000,
    };
}
