using VodConsole.Core.Media;
using VodConsole.Core.Notifications;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Media;

public sealed class VideoUserDataTests
{
    [Theory]
    [InlineData("{}", null, null)]
    [InlineData("""{"MessageCallback":{"CallbackURL":"https://example.com/a?b=c"},"Extend":{"localId":"1"}}""", "https://example.com/a?b=c", """{"localId":"1"}""")]
    [InlineData("""{"MessageCallback":"{\"CallbackURL\":\"http://example.com\",\"CallbackType\":\"http\"}","Extend":"{\"a\":1}"}""", "http://example.com/", """{"a":1}""")]
    [InlineData("""{"MessageCallback":null,"Extend":null,"AccelerateConfig":{"Type":"oss"}}""", null, null)]
    [InlineData("""{"MessageCallback":{}}""", null, null)]
    public void Reads_objects_and_texts_of_objects(string json, string? url, string? extend)
    {
        var data = VideoUserData.Parse(json);
        Assert.Equal((url, extend), (data.CallbackUrl?.ToString(), data.Extend));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("\"{}\"")]
    [InlineData("""{"Extend":"x"}""")]
    [InlineData("""{"Extend":[1]}""")]
    [InlineData("""{"MessageCallback":"http://example.com"}""")]
    [InlineData("""{"MessageCallback":{"CallbackURL":"ftp://example.com"}}""")]
    [InlineData("""{"MessageCallback":{"CallbackURL":"https://user:secret@example.com"}}""")]
    [InlineData("""{"MessageCallback":{"CallbackURL":"/relative"}}""")]
    [InlineData("""{"MessageCallback":{"CallbackURL":1}}""")]
    [InlineData("""{"MessageCallback":{"CallbackURL":"https://example.com/events#part"}}""")]
    [InlineData("""{"MessageCallback":{"CallbackURL":"https://example.com/a b"}}""")]
    [InlineData("""{"MessageCallback":{"CallbackType":"mns","CallbackURL":"https://example.com"}}""")]
    public void Refuses_what_cannot_be_read(string json) =>
        Assert.Equal(ErrorCode.UserDataInvalid, Assert.Throws<VodException>(() => VideoUserData.Parse(json)).Code);

    [Fact]
    public void Refuses_what_is_too_long()
    {
        Refuses_what_cannot_be_read($$$"""{"Extend":{"a":"{{{new string('x', Video.UserDataLimit)}}}"}}""");
        const string Start = "https://example.com/";
        VideoUserData.Parse(CallbackTo(Start + new string('x', CallbackSettings.UrlLimit - Start.Length)));
        Refuses_what_cannot_be_read(CallbackTo(Start + new string('x', CallbackSettings.UrlLimit - Start.Length + 1)));
        // Bytes, of which each of these has three.
        Refuses_what_cannot_be_read(CallbackTo(Start + new string('中', 80)));
    }

    private static string CallbackTo(string url) => $$$"""{"MessageCallback":{"CallbackURL":"{{{url}}}"}}""";
}
