using System.Net;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess.Policies;

namespace VodConsole.Core.Tests.ApiAccess;

/// <summary>What policies decide, tried on random ones against what must always be true.</summary>
public sealed class PolicyDecisionTests
{
#pragma warning disable RS0030 // Repeatable on purpose; nothing secret comes of it.

    private const int Rounds = 5000;

    private static readonly string[] ActionPatterns = ["*", "vod:*", "vod:Get*", "vod:get?ideo*", "vod:GetPlayInfo", "sts:*", "vod:Delete*"];
    private static readonly string[] Actions = ["vod:GetPlayInfo", "vod:GetVideoInfo", "vod:DeleteVideo", "sts:AssumeRole", "console:EditMedia"];
    private static readonly string[] ResourcePatterns = ["*", "acs:vod:*:*:*", "acs:vod:*:*:video/*", "acs:vod:*:*:video/a", "acs:vod:*:*:video/?"];
    private static readonly string[] Resources = [PolicyResources.Everything, PolicyResources.Video("a"), PolicyResources.Video("b"), PolicyResources.Video("long")];

    [Fact]
    public void A_denial_wins_over_whatever_allows()
    {
        var random = new Random(1);
        for (var round = 0; round < Rounds; round++)
        {
            var (policies, request) = (RandomPolicies(random), RandomRequest(random));
            var denies = policies.SelectMany(policy => policy.Statements).Any(one => one.Effect == PolicyEffect.Deny && one.AppliesTo(request));
            var decision = PolicyDecision.Of(policies, request);
            Assert.Equal(denies, decision.Verdict == PolicyVerdict.Denied);
            if (denies) Assert.Equal(PolicyEffect.Deny, Named(policies, decision).Effect);
        }
    }

    [Fact]
    public void Without_a_statement_that_allows_nothing_is_allowed()
    {
        var random = new Random(2);
        for (var round = 0; round < Rounds; round++)
        {
            var (policies, request) = (RandomPolicies(random), RandomRequest(random));
            var allows = policies.SelectMany(policy => policy.Statements).Any(one => one.Effect == PolicyEffect.Allow && one.AppliesTo(request));
            var decision = PolicyDecision.Of(policies, request);
            if (!allows) Assert.False(decision.IsAllowed);
            if (decision.IsAllowed) Assert.True(Named(policies, decision) is { Effect: PolicyEffect.Allow } one && one.AppliesTo(request));
        }
    }

    [Fact]
    public void The_order_of_policies_and_statements_changes_no_verdict()
    {
        var random = new Random(3);
        for (var round = 0; round < Rounds; round++)
        {
            var (policies, request) = (RandomPolicies(random), RandomRequest(random));
            var shuffled = policies.Select(policy => policy with { Statements = Shuffled(random, policy.Statements) }).ToArray();
            random.Shuffle(shuffled);
            Assert.Equal(PolicyDecision.Of(policies, request).Verdict, PolicyDecision.Of(shuffled, request).Verdict);
        }
    }

    [Fact]
    public void Another_policy_never_takes_a_denial_back()
    {
        var random = new Random(4);
        for (var round = 0; round < Rounds; round++)
        {
            var (policies, more, request) = (RandomPolicies(random), RandomPolicies(random), RandomRequest(random));
            if (PolicyDecision.Of(policies, request).Verdict == PolicyVerdict.Denied)
                Assert.Equal(PolicyVerdict.Denied, PolicyDecision.Of([.. more, .. policies], request).Verdict);
        }
    }

    [Fact]
    public void Wildcards_match_what_a_plain_recursion_matches()
    {
        var random = new Random(5);
        for (var round = 0; round < 40_000; round++)
        {
            var pattern = Word(random, "aab*?A", 8);
            var text = Word(random, "aabA", 8);
            var ignoreCase = random.Next(2) == 0;
            Assert.True(
                Oracle(pattern, text, ignoreCase) == Wildcard.Matches(pattern, text, ignoreCase), $"“{pattern}” on “{text}”, ignoring case: {ignoreCase}");
        }
    }

    [Fact]
    public void A_hostile_pattern_costs_no_more_than_its_length_times_the_text()
    {
        var pattern = string.Concat(Enumerable.Repeat("a*", 2000)) + "b";
        Assert.False(Wildcard.Matches(pattern, new string('a', 4000), ignoreCase: false));
    }

    [Theory]
    [InlineData("203.0.113.7", true)]
    [InlineData("::ffff:203.0.113.7", true)]
    [InlineData("203.0.114.7", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData(null, false)]
    public void An_address_counts_by_its_network_and_not_by_its_writing(string? address, bool isInside)
    {
        var from = address is null ? null : IPAddress.Parse(address);
        Assert.Equal(isInside, Allows("""{"IpAddress":{"acs:SourceIp":"203.0.113.0/24"}}""", from));
        Assert.Equal(!isInside, Allows("""{"NotIpAddress":{"acs:SourceIp":["203.0.113.0/24"]}}""", from));
    }

    [Theory]
    [InlineData("DateLessThan", "2027-01-01T00:00:01Z", true)]
    [InlineData("DateLessThan", "2027-01-01T00:00:00Z", false)]
    [InlineData("DateLessThan", "2027-01-01T08:00:01+08:00", true)]
    [InlineData("DateGreaterThan", "2026-12-31T23:59:59Z", true)]
    [InlineData("DateGreaterThan", "2027-01-01T00:00:00Z", false)]
    public void A_time_counts_by_its_moment(string word, string value, bool expected) =>
        Assert.Equal(expected, Allows($$$"""{"{{{word}}}":{"acs:CurrentTime":"{{{value}}}"}}""", null));

    [Fact]
    public void All_conditions_of_a_statement_must_hold()
    {
        const string Both = """{"IpAddress":{"acs:SourceIp":"203.0.113.0/24"},"DateLessThan":{"acs:CurrentTime":"2026-01-01T00:00:00Z"}}""";
        Assert.False(Allows(Both, IPAddress.Parse("203.0.113.7")));
    }

    [Fact]
    public void A_roles_own_policy_says_what_the_role_may_and_nothing_else()
    {
        foreach (var role in Enum.GetValues<Role>())
            foreach (var action in PolicyActions.Known)
                Assert.Equal(
                    role.Allows(PolicyActions.PermissionOf(action)!.Value),
                    PolicyDecision.Of([ReadyMadePolicies.ForRole(role)], Request(action, PolicyResources.Everything, null)).IsAllowed);
    }

    [Fact]
    public void An_operation_that_nobody_has_shared_out_is_the_administrators_alone()
    {
        var unknown = Request("vod:SomethingNew", PolicyResources.Everything, null);
        Assert.Equal(
            [Role.Administrator], Enum.GetValues<Role>().Where(role => PolicyDecision.Of([ReadyMadePolicies.ForRole(role)], unknown).IsAllowed));
    }

    [Fact]
    public void Ready_made_documents_parse_to_what_they_say()
    {
        foreach (var policy in ReadyMadePolicies.All)
        {
            var read = PolicyParser.Parse(PolicyWriter.Write(policy.Statements));
            foreach (var action in PolicyActions.Known)
            {
                var request = Request(action, PolicyResources.Everything, null);
                Assert.Equal(PolicyDecision.Of([policy], request), PolicyDecision.Of([policy with { Statements = read }], request));
            }
        }
    }

    private static bool Allows(string condition, IPAddress? from)
    {
        var statements = PolicyParser.Parse(
            $$$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{{condition}}}}]}""");
        return PolicyDecision.Of([new NamedPolicy("p", statements)], Request("vod:GetPlayInfo", PolicyResources.Everything, from)).IsAllowed;
    }

    private static PolicyRequest Request(string action, string resource, IPAddress? from) =>
        new(action, resource, from, new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    private static PolicyStatement Named(IEnumerable<NamedPolicy> policies, PolicyDecision decision) =>
        policies.Single(policy => policy.Name == decision.Policy).Statements[decision.Statement - 1];

    private static NamedPolicy[] RandomPolicies(Random random) =>
        [.. Enumerable.Range(0, random.Next(4)).Select(number => new NamedPolicy($"p{number}", [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomStatement(random))]))];

    private static PolicyStatement RandomStatement(Random random) => new(
        random.Next(3) == 0 ? PolicyEffect.Deny : PolicyEffect.Allow, [One(random, ActionPatterns), One(random, ActionPatterns)],
        [One(random, ResourcePatterns)],
        random.Next(3) == 0 ? [new PolicyCondition.Source([IPNetwork.Parse("203.0.113.0/24")], random.Next(2) == 0)] : []);

    private static PolicyRequest RandomRequest(Random random) => Request(
        One(random, Actions), One(random, Resources), random.Next(3) switch { 0 => null, 1 => IPAddress.Parse("203.0.113.1"), _ => IPAddress.Parse("192.0.2.1") });

    private static PolicyStatement[] Shuffled(Random random, IReadOnlyList<PolicyStatement> statements)
    {
        PolicyStatement[] copy = [.. statements];
        random.Shuffle(copy);
        return copy;
    }

    private static string One(Random random, string[] values) => values[random.Next(values.Length)];

    private static string Word(Random random, string letters, int most) => new([.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => letters[random.Next(letters.Length)])]);

    // The definition, and nothing clever.
    private static bool Oracle(string pattern, string text, bool ignoreCase) => pattern switch
    {
        "" => text.Length == 0,
        ['*', ..] => Enumerable.Range(0, text.Length + 1).Any(taken => Oracle(pattern[1..], text[taken..], ignoreCase)),
        ['?', ..] => text.Length > 0 && Oracle(pattern[1..], text[1..], ignoreCase),
        _ => text.Length > 0 && string.Equals(pattern[..1], text[..1], ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
            && Oracle(pattern[1..], text[1..], ignoreCase),
    };
}
