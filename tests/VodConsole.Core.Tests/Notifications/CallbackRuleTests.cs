using VodConsole.Core.Notifications;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Notifications;

/// <summary>What a receiver's address, a signing key and a list of events must be like.</summary>
public sealed class CallbackRuleTests
{
    [Theory]
    [InlineData("https://www.example.com/your/callback")]
    [InlineData("http://receiver:8080/?a=b")]
    [InlineData("http://8.8.8.8/")]
    [InlineData("https://例子.测试/回调")]
    public void Takes_an_absolute_address(string url) => CallbackRules.RequireUrl(url, allowsPrivate: false);

    [Theory]
    [InlineData("/your/callback", ErrorCode.CallbackUrlInvalid)]
    [InlineData("ftp://example.com/", ErrorCode.CallbackUrlInvalid)]
    [InlineData("file:///etc/passwd", ErrorCode.CallbackUrlInvalid)]
    [InlineData("https://user:secret@example.com/", ErrorCode.CallbackUrlInvalid)]
    [InlineData("https://example.com/#part", ErrorCode.CallbackUrlInvalid)]
    [InlineData("https://example.com/a b", ErrorCode.CallbackUrlInvalid)]
    [InlineData("https://example.com/\r\nX: y", ErrorCode.CallbackUrlInvalid)]
    [InlineData("http://127.0.0.1/", ErrorCode.CallbackAddressPrivate)]
    [InlineData("http://2130706433/", ErrorCode.CallbackAddressPrivate)]
    [InlineData("http://0x7f.1/", ErrorCode.CallbackAddressPrivate)]
    [InlineData("http://[::1]/", ErrorCode.CallbackAddressPrivate)]
    [InlineData("http://[::ffff:169.254.169.254]/", ErrorCode.CallbackAddressForbidden)]
    [InlineData("http://169.254.169.254/latest/meta-data", ErrorCode.CallbackAddressForbidden)]
    public void Refuses(string url, ErrorCode code) =>
        Assert.Equal(code, Assert.Throws<VodException>(() => CallbackRules.RequireUrl(url, allowsPrivate: false)).Code);

    [Fact]
    public void Counts_bytes_and_not_characters()
    {
        const string start = "https://example.com/";
        CallbackRules.RequireUrl(start + new string('a', CallbackSettings.UrlLimit - start.Length), allowsPrivate: false);
        Assert.Equal(
            ErrorCode.CallbackUrlTooLong,
            Assert.Throws<VodException>(() => CallbackRules.RequireUrl(start + new string('中', 80), allowsPrivate: false)).Code);
    }

    [Fact]
    public void Private_addresses_can_be_allowed_and_metadata_cannot()
    {
        CallbackRules.RequireUrl("http://192.168.1.5/", allowsPrivate: true);
        Assert.Equal(
            ErrorCode.CallbackAddressForbidden,
            Assert.Throws<VodException>(() => CallbackRules.RequireUrl("http://169.254.169.254/", allowsPrivate: true)).Code);
    }

    [Theory]
    [InlineData("Dsf346dvet", true)]
    [InlineData("Aa1", true)]
    [InlineData("", false)]
    [InlineData("dsf346dvet", false)]
    [InlineData("DSF346DVET", false)]
    [InlineData("Dsfabcdvet", false)]
    [InlineData("Dsf 346dvet", false)]
    [InlineData("Dsf346dvet密", false)]
    [InlineData("Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1", false)]
    public void A_key_has_three_kinds_of_characters(string key, bool isKey) => Assert.Equal(isKey, CallbackRules.IsKey(key));

    [Fact]
    public void A_made_key_keeps_the_rule() => Assert.All(Enumerable.Range(0, 200), _ => Assert.True(CallbackRules.IsKey(CallbackRules.MakeKey())));

    [Theory]
    [InlineData("", "")]
    [InlineData(" FileUploadComplete , TranscodeComplete,FileUploadComplete ", "FileUploadComplete,TranscodeComplete")]
    [InlineData("TranscodeComplete,ALL", "ALL")]
    [InlineData("SnapshotComplete,AIMediaAuditComplete", "SnapshotComplete,AIMediaAuditComplete")]
    public void Cleans_a_list_of_events(string list, string clean) => Assert.Equal(clean, EventTypes.Clean(list));

    [Theory]
    [InlineData("all")]
    [InlineData("FileUpload")]
    [InlineData("fileuploadcomplete")]
    [InlineData("TranscodeComplete;SnapshotComplete")]
    public void Refuses_an_unknown_event(string list) =>
        Assert.Equal(ErrorCode.CallbackEventUnknown, Assert.Throws<VodException>(() => EventTypes.Clean(list)).Code);

    [Fact]
    public void Only_what_is_listed_is_told_and_all_is_everything()
    {
        Assert.True(EventTypes.Include("ALL", NotificationEvent.DeleteMediaComplete));
        Assert.True(EventTypes.Include("FileUploadComplete,TranscodeComplete", NotificationEvent.TranscodeComplete));
        Assert.False(EventTypes.Include("StreamTranscodeComplete", NotificationEvent.TranscodeComplete));
        Assert.False(EventTypes.Include("", NotificationEvent.TranscodeComplete));
    }
}
