using System.Globalization;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.ApiAccess;

/// <summary>Every fault of a document has its own refusal, in both languages; nothing that is not understood passes.</summary>
public sealed class PolicyParserTests
{
#pragma warning disable RS0030 // Repeatable on purpose; nothing secret comes of it.

    private const string Rest = "\"Action\":\"vod:Get*\",\"Resource\":\"*\"";

    public static TheoryData<string, ErrorCode> Faults => new()
    {
        { "", ErrorCode.PolicyNotJson },
        { "{", ErrorCode.PolicyNotJson },
        { """{"Version":"1","Version":"1","Statement":[]}""", ErrorCode.PolicyNotJson },
        { new string('[', 100), ErrorCode.PolicyNotJson },
        { "[]", ErrorCode.PolicyNotObject },
        { """{"Version":"1","Statements":[]}""", ErrorCode.PolicyFieldUnknown },
        { """{"Statement":[{}]}""", ErrorCode.PolicyVersionInvalid },
        { """{"Version":"2012-10-17","Statement":[{}]}""", ErrorCode.PolicyVersionInvalid },
        { """{"Version":1,"Statement":[{}]}""", ErrorCode.PolicyVersionInvalid },
        { """{"Version":"1"}""", ErrorCode.PolicyStatementMissing },
        { """{"Version":"1","Statement":[]}""", ErrorCode.PolicyStatementMissing },
        { """{"Version":"1","Statement":{}}""", ErrorCode.PolicyStatementMissing },
        { $$"""{"Version":"1","Statement":[{{string.Join(',', Enumerable.Repeat("{}", 51))}}]}""", ErrorCode.PolicyStatementsExceeded },
        { """{"Version":"1","Statement":["Allow"]}""", ErrorCode.PolicyStatementInvalid },
        { One("\"Effect\":\"Allow\",\"NotAction\":\"*\"," + Rest), ErrorCode.PolicyStatementFieldUnknown },
        { One("\"Effect\":\"Allow\",\"Principal\":\"*\"," + Rest), ErrorCode.PolicyStatementFieldUnknown },
        { One(Rest), ErrorCode.PolicyEffectInvalid },
        { One("\"Effect\":\"allow\"," + Rest), ErrorCode.PolicyEffectInvalid },
        { One("\"Effect\":\"Allow\",\"Resource\":\"*\""), ErrorCode.PolicyActionMissing },
        { One("\"Effect\":\"Allow\",\"Action\":[],\"Resource\":\"*\""), ErrorCode.PolicyActionMissing },
        { One("\"Effect\":\"Allow\",\"Action\":[1],\"Resource\":\"*\""), ErrorCode.PolicyActionMissing },
        { One("\"Effect\":\"Allow\",\"Action\":\"GetVideoInfo\",\"Resource\":\"*\""), ErrorCode.PolicyActionInvalid },
        { One("\"Effect\":\"Allow\",\"Action\":[\"vod:Get*\",\"vod:Get Info\"],\"Resource\":\"*\""), ErrorCode.PolicyActionInvalid },
        { One("\"Effect\":\"Allow\",\"Action\":\"vod:Get*\""), ErrorCode.PolicyResourceMissing },
        { One("\"Effect\":\"Allow\",\"Action\":\"vod:Get*\",\"Resource\":\"video/1\""), ErrorCode.PolicyResourceInvalid },
        { Conditional("\"StringEquals\":{\"acs:SourceIp\":\"x\"}"), ErrorCode.PolicyConditionUnknown },
        { Conditional("\"IpAddress\":{\"aws:SourceIp\":\"192.0.2.1\"}"), ErrorCode.PolicyConditionKeyUnknown },
        { Conditional("\"IpAddress\":{\"acs:CurrentTime\":\"2027-01-01T00:00:00Z\"}"), ErrorCode.PolicyConditionKeyUnknown },
        { Conditional("\"IpAddress\":{}"), ErrorCode.PolicyConditionKeyUnknown },
        { Conditional("\"IpAddress\":{\"acs:SourceIp\":\"192.0.2.1/99\"}"), ErrorCode.PolicyConditionValueInvalid },
        { Conditional("\"NotIpAddress\":{\"acs:SourceIp\":[]}"), ErrorCode.PolicyConditionValueInvalid },
        { Conditional("\"DateLessThan\":{\"acs:CurrentTime\":\"tomorrow\"}"), ErrorCode.PolicyConditionValueInvalid },
        { new string(' ', Policy.DocumentLimit + 1), ErrorCode.PolicyTooLong },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Refuses_a_fault_by_its_own_name(string document, ErrorCode expected)
    {
        var refusal = Assert.Throws<VodException>(() => PolicyParser.Parse(document));

        Assert.Equal(expected, refusal.Code);
        var english = RefusalText.For(refusal.Code, refusal.Arguments, CultureInfo.InvariantCulture);
        var chinese = RefusalText.For(refusal.Code, refusal.Arguments, CultureInfo.GetCultureInfo("zh-CN"));
        Assert.NotEqual(english, chinese);
    }

    [Fact]
    public void Says_which_statement_is_wrong()
    {
        var document = $$"""{"Version":"1","Statement":[{"Effect":"Deny",{{Rest}}},{"Effect":"Maybe",{{Rest}}}]}""";
        Assert.Equal(2, Assert.Throws<VodException>(() => PolicyParser.Parse(document)).Arguments[0]);
    }

    [Fact]
    public void Reads_one_text_as_a_list_of_one()
    {
        var statement = Assert.Single(PolicyParser.Parse(One("\"Effect\":\"Deny\"," + Rest)));
        Assert.Equal((PolicyEffect.Deny, "vod:Get*", "*"), (statement.Effect, Assert.Single(statement.Actions), Assert.Single(statement.Resources)));
        Assert.Empty(statement.Conditions);
    }

    [Fact]
    public void Random_documents_are_read_or_refused_and_nothing_else()
    {
        var random = new Random(7);
        var seed = Conditional("\"IpAddress\":{\"acs:SourceIp\":[\"192.0.2.0/24\"]},\"DateLessThan\":{\"acs:CurrentTime\":\"2027-01-01T00:00:00Z\"}");
        var letters = "{}[]\",:\\u0041 null-1e9Allow*?" + '\u0000' + '\ud800';
        for (var round = 0; round < 20_000; round++)
        {
            var text = seed.ToCharArray().ToList();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(text.Count);
                if (random.Next(2) == 0) text.RemoveAt(at);
                else text.Insert(at, letters[random.Next(letters.Length)]);
            }

            try
            {
                Assert.NotEmpty(PolicyParser.Parse(new string([.. text])));
            }
            catch (VodException refusal)
            {
                Assert.StartsWith("Policy", refusal.Code.ToString(), StringComparison.Ordinal);
            }
        }
    }

    private static string One(string fields) => $$"""{"Version":"1","Statement":[{{{fields}}}]}""";

    private static string Conditional(string condition) => One($"\"Effect\":\"Allow\",{Rest},\"Condition\":{{{condition}}}");
}
