using System.Globalization;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Refusals;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Tests.Downloads;

/// <summary>Every combination of account mode, status, switch, key file, encryption and requested mode, against the specification.</summary>
public sealed class PolicyCombinationTests : IAsyncLifetime
{
    private static readonly AppIdentity App = PolicyBench.App("com.example.player");
    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("zh-CN")];

    private readonly PolicyBench bench = new();
    private readonly Dictionary<(VideoStatus, bool, EncryptType?), Guid> videos = [];
    private readonly Dictionary<AppKey, DownloadApp> apps = [];

    public async Task InitializeAsync()
    {
        foreach (var one in Situation.All.Select(one => (one.Status, one.IsDisabled, one.Encryption)).Distinct())
            videos[one] = await bench.AddVideoAsync(one.Status, one.Encryption, one.IsDisabled);
        apps[AppKey.None] = new DownloadApp(App, Guid.NewGuid());
        apps[AppKey.OtherApp] = new DownloadApp(App, (await bench.AddKeyFileAsync(PolicyBench.App("com.example.other"))).Id);
        foreach (var (state, status) in (( AppKey, KeyFileStatus)[])
            [(AppKey.Live, KeyFileStatus.Live), (AppKey.Replaced, KeyFileStatus.Replaced), (AppKey.Expired, KeyFileStatus.Expired), (AppKey.Revoked, KeyFileStatus.Revoked)])
            apps[state] = new DownloadApp(App, (await bench.AddKeyFileAsync(App, status)).Id);
    }

    public async Task DisposeAsync() => await bench.DisposeAsync();

    [Fact]
    public async Task Every_combination_is_decided_as_the_specification_says_and_each_rule_says_why()
    {
        var seen = 0;
        foreach (var account in Enum.GetValues<DownloadMode>())
        {
            await bench.SetModeAsync(account);
            foreach (var situation in Situation.All.Where(one => one.Account == account))
            {
                var decision = await AskAsync(situation);

                var broken = decision.Trace.Where(line => line.Finding.Outcome == RuleOutcome.Failed).Select(line => line.Rule);
                Assert.True(DownloadOracle.Broken(situation).SetEquals(broken), $"{situation}: {string.Join(", ", broken)}");
                Assert.Equal(DownloadOracle.Form(situation), decision.Form);
                Assert.Equal(DownloadOracle.Form(situation) is null, decision.IsRefused);
                AssertTraced(decision);
                seen++;
            }
        }
        Assert.Equal(3 * 7 * 2 * 6 * 4 * 2, seen);
    }

    [Fact]
    public async Task What_is_authorised_is_what_is_allowed_and_nothing_else()
    {
        foreach (var account in Enum.GetValues<DownloadMode>())
        {
            await bench.SetModeAsync(account);
            foreach (var situation in Situation.All.Where(one => one.Account == account && one is { Status: VideoStatus.Normal or VideoStatus.Blocked }))
            {
                var id = Video(situation);
                var authorised = await bench.Policy.AuthoriseAsync(RequestOf(situation), await bench.TokenAsync(id), default);
                Assert.Equal(DownloadOracle.Form(situation), authorised.Decision.Form);
                Assert.Equal(DownloadOracle.Form(situation) is not null, authorised.AuthorisationId is not null);
            }
        }

        await using var db = bench.NewContext();
        var written = db.DownloadAuthorisations.ToList();
        Assert.Equal(
            Situation.All.Count(one => one.Status == VideoStatus.Normal && DownloadOracle.Form(one) is not null), written.Count);
        Assert.All(written, row => Assert.Equal(row.Mode == DownloadMode.Secure, row.KeyFileId is not null));
    }

    private async Task<DownloadDecision> AskAsync(Situation situation) =>
        await bench.Policy.ExplainAsync(Actor.System, RequestOf(situation), await TokenOfAsync(Video(situation)), default);

    private DownloadRequest RequestOf(Situation situation) => new(Video(situation), situation.Requested, apps[situation.Key]);

    private Guid Video(Situation situation) => videos[(situation.Status, situation.IsDisabled, situation.Encryption)];

    private readonly Dictionary<Guid, string> tokens = [];

    private async Task<string> TokenOfAsync(Guid id) =>
        tokens.TryGetValue(id, out var token) ? token : tokens[id] = await bench.TokenAsync(id);

    private static void AssertTraced(DownloadDecision decision)
    {
        Assert.Equal(Enum.GetValues<DownloadRule>(), decision.Trace.Select(line => line.Rule));
        foreach (var (_, finding) in decision.Trace)
        {
            Assert.Equal(finding.Outcome == RuleOutcome.Failed, finding.Code is not null);
            if (finding.Code is { } code)
                Assert.All(Languages, language => Assert.DoesNotContain("{", RefusalText.For(code, finding.Arguments, language)));
        }
    }
}
