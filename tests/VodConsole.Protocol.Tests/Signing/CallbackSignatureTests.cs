using VodConsole.Protocol.Signing;

namespace VodConsole.Protocol.Tests.Signing;

public sealed class CallbackSignatureTests
{
    [Fact]
    public void Signs_as_the_contract_does() => Assert.Equal(
        "c72b60894140fa98920f1279219b7ed4", CallbackSignature.Sign("https://www.example.com/your/callback", 1519375990, "test123"));

    [Theory]
    [InlineData("https://www.example.com/your/callback/", 1519375990, "test123")]
    [InlineData("https://www.example.com/your/callback", 1519375991, "test123")]
    [InlineData("https://www.example.com/your/callback", 1519375990, "Test123")]
    public void Differs_for_another_address_time_or_key(string url, long timestamp, string key) =>
        Assert.NotEqual("c72b60894140fa98920f1279219b7ed4", CallbackSignature.Sign(url, timestamp, key));
}
