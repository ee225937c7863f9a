using VodConsole.Core.Transcoding;

namespace VodConsole.Core.Tests.Transcoding;

public sealed class TemplateGroupTests
{
    [Theory]
    [InlineData("Ladder")]
    [InlineData("Original")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public void Rows_and_the_api_name_the_same_group(string text)
    {
        var group = TemplateGroup.Parse(text);
        Assert.Equal(text, group.ToString());
        Assert.True(TemplateGroup.TryRead(group.Id, out var byId));
        Assert.Equal(group, byId);
    }

    [Fact]
    public void The_real_services_id_of_no_transcoding_is_the_original()
    {
        Assert.Equal("VOD_NO_TRANSCODE", TemplateGroup.Original.Id);
        Assert.Equal(default, TemplateGroup.Ladder);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("vod_no_transcode")]
    [InlineData("{01234567-89ab-cdef-0123-456789abcdef}")]
    public void Other_texts_name_none(string text) => Assert.False(TemplateGroup.TryRead(text, out _));
}
