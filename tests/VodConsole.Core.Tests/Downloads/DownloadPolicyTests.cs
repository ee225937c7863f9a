using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Playback;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;
using VodConsole.Protocol.Playback;

namespace VodConsole.Core.Tests.Downloads;

/// <summary>What the combinations leave out: who the app says that it is, the credential, what is written, and what players are told.</summary>
public sealed class DownloadPolicyTests : IAsyncLifetime
{
    private static readonly AppIdentity App = PolicyBench.App("com.example.player");

    private readonly PolicyBench bench = new();
    private Guid video;

    public async Task InitializeAsync()
    {
        await bench.SetModeAsync(DownloadMode.Secure);
        video = await bench.AddVideoAsync();
    }

    public async Task DisposeAsync() => await bench.DisposeAsync();

    [Fact]
    public async Task Leaves_the_credential_open_when_a_person_asks_without_one()
    {
        await bench.AddKeyFileAsync(App);
        var decision = await ExplainAsync(new DownloadApp(App));
        Assert.Equal(RuleOutcome.NotExamined, Finding(decision, DownloadRule.Credential).Outcome);
        Assert.False(decision.IsAllowed);
        Assert.False(decision.IsRefused);
    }

    [Fact]
    public async Task Says_of_a_video_that_is_not_there_only_that()
    {
        var decision = await bench.Policy.ExplainAsync(Actor.System, new DownloadRequest(Guid.NewGuid(), DownloadMode.Secure, new DownloadApp(App)), null, default);
        Assert.Equal(ErrorCode.VideoNotFound, Finding(decision, DownloadRule.VideoStatus).Code);
        Assert.Equal(RuleOutcome.NotExamined, Finding(decision, DownloadRule.VideoSwitch).Outcome);
        Assert.Equal(RuleOutcome.NotExamined, Finding(decision, DownloadRule.Encryption).Outcome);
    }

    [Fact]
    public async Task Names_no_key_file_in_normal_mode_even_where_a_revoked_one_is_given()
    {
        await bench.SetModeAsync(DownloadMode.Normal);
        var clear = await bench.AddVideoAsync(encryption: EncryptType.None);
        var file = await bench.AddKeyFileAsync(App, KeyFileStatus.Revoked);
        var decision = await bench.Policy.ExplainAsync(
            Actor.System, new DownloadRequest(clear, DownloadMode.Normal, new DownloadApp(App, file.Id)), await bench.TokenAsync(clear), default);
        Assert.Equal(RuleOutcome.NotNeeded, Finding(decision, DownloadRule.KeyFile).Outcome);
        Assert.Equal(DownloadForm.PlainFile, decision.Form);
    }

    [Fact]
    public async Task Takes_the_best_key_file_of_an_app_that_names_only_itself()
    {
        await bench.AddKeyFileAsync(App, KeyFileStatus.Revoked);
        Assert.Equal(ErrorCode.DownloadKeyRevoked, await KeyAnswerAsync(new DownloadApp(App)));
        await bench.AddKeyFileAsync(App, KeyFileStatus.Expired);
        Assert.Equal(ErrorCode.DownloadKeyExpired, await KeyAnswerAsync(new DownloadApp(App)));
        await bench.AddKeyFileAsync(App, KeyFileStatus.Replaced);
        Assert.Null(await KeyAnswerAsync(new DownloadApp(App)));
    }

    [Fact]
    public async Task Says_what_is_the_matter_with_the_app()
    {
        var file = await bench.AddKeyFileAsync(App);
        Assert.Equal(ErrorCode.DownloadAppMissing, await KeyAnswerAsync(default));
        Assert.Equal(ErrorCode.DownloadKeyAbsent, await KeyAnswerAsync(new DownloadApp(PolicyBench.App("com.example.new"))));
        Assert.Equal(ErrorCode.DownloadKeyUnknown, await KeyAnswerAsync(new DownloadApp(App, Guid.NewGuid())));
        Assert.Equal(ErrorCode.DownloadKeyOfOtherApp, await KeyAnswerAsync(new DownloadApp(PolicyBench.App("com.example.new"), file.Id)));
        Assert.Null(await KeyAnswerAsync(new DownloadApp(null, file.Id)));
    }

    [Fact]
    public async Task Ends_a_replaced_key_file_on_the_instant()
    {
        var file = await bench.AddKeyFileAsync(App, KeyFileStatus.Replaced);
        bench.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromTicks(10));
        Assert.Null(await KeyAnswerAsync(new DownloadApp(App, file.Id)));
        bench.Clock.Advance(TimeSpan.FromTicks(10));
        Assert.Equal(ErrorCode.DownloadKeyExpired, await KeyAnswerAsync(new DownloadApp(App, file.Id)));
    }

    [Fact]
    public async Task Says_what_is_the_matter_with_the_token()
    {
        await bench.AddKeyFileAsync(App);
        var right = await bench.TokenAsync(video);
        Assert.Null(await TokenAnswerAsync(right));
        Assert.Equal(ErrorCode.DownloadTokenMissing, await TokenAnswerAsync(""));
        Assert.Equal(ErrorCode.DownloadTokenInvalid, await TokenAnswerAsync("汉字"));
        Assert.Equal(ErrorCode.DownloadTokenInvalid, await TokenAnswerAsync(new string('a', 10_000_000)));
        Assert.Equal(ErrorCode.DownloadTokenInvalid, await TokenAnswerAsync(right[..^2] + (right[^2] == 'A' ? 'B' : 'A') + right[^1]));
        Assert.Equal(ErrorCode.DownloadTokenOfOtherVideo, await TokenAnswerAsync(await bench.TokenAsync(Guid.NewGuid())));
        Assert.Equal(
            ErrorCode.DownloadTokenWithoutDownload,
            await TokenAnswerAsync((await bench.Get<PlaybackTokens>().IssueAsync(video, "viewer", default)).Token));
        bench.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(ErrorCode.DownloadTokenExpired, await TokenAnswerAsync(right));
        var early = await bench.TokenAsync(video);
        bench.Clock.AdjustTime(bench.Clock.GetUtcNow() - TimeSpan.FromMinutes(2));
        Assert.Equal(ErrorCode.DownloadTokenNotYetValid, await TokenAnswerAsync(early));
    }

    [Fact]
    public async Task Opens_no_playlist_and_no_key_with_a_token_for_downloads()
    {
        var token = await bench.TokenAsync(video);
        var tokens = bench.Get<PlaybackTokens>();
        Assert.Equal(TokenVerdict.OperationNotAllowed, (await tokens.CheckAsync(token, PlaybackOperation.Play, video, default)).Verdict);
        Assert.Equal(TokenVerdict.OperationNotAllowed, (await tokens.CheckAsync(token, PlaybackOperation.Key, video, default)).Verdict);
    }

    [Fact]
    public async Task Writes_down_who_got_what_and_that_the_key_file_was_used()
    {
        var file = await bench.AddKeyFileAsync(App);
        var authorised = await bench.Policy.AuthoriseAsync(
            new DownloadRequest(video, DownloadMode.Secure, new DownloadApp(App, file.Id)), await bench.TokenAsync(video), default);

        await using var db = bench.NewContext();
        var row = Assert.Single(db.DownloadAuthorisations);
        Assert.Equal(
            (authorised.AuthorisationId, video, DownloadMode.Secure, file.Id, "viewer", bench.Now),
            ((Guid?)row.Id, row.VideoId, row.Mode, row.KeyFileId, row.Subject, row.At));
        var used = db.KeyFiles.Single();
        Assert.Equal((bench.Now, file.Version), (used.LastUsedAt, used.Version));
    }

    [Fact]
    public async Task Writes_nothing_for_what_it_refuses()
    {
        var file = await bench.AddKeyFileAsync(App, KeyFileStatus.Revoked);
        var refused = await bench.Policy.AuthoriseAsync(
            new DownloadRequest(video, DownloadMode.Secure, new DownloadApp(App, file.Id)), await bench.TokenAsync(video), default);
        Assert.True(refused.Decision.IsRefused);
        Assert.Null(refused.AuthorisationId);
        await using var db = bench.NewContext();
        Assert.Empty(db.DownloadAuthorisations);
        Assert.Null(db.KeyFiles.Single().LastUsedAt);
    }

    [Fact]
    public async Task Refuses_an_app_without_a_token()
    {
        await bench.AddKeyFileAsync(App);
        var refused = await bench.Policy.AuthoriseAsync(new DownloadRequest(video, DownloadMode.Secure, new DownloadApp(App)), null, default);
        Assert.Equal(ErrorCode.DownloadTokenMissing, Finding(refused.Decision, DownloadRule.Credential).Code);
        Assert.Null(refused.AuthorisationId);
    }

    [Fact]
    public async Task Authorises_nothing_after_a_revocation_that_many_downloads_race_with()
    {
        var file = await bench.AddKeyFileAsync(App);
        var token = await bench.TokenAsync(video);
        var request = new DownloadRequest(video, DownloadMode.Secure, new DownloadApp(App, file.Id));
        var downloads = Enumerable.Range(0, 16).Select(_ => Task.Run(() => bench.Policy.AuthoriseAsync(request, token, default))).ToList();
        await using (var db = bench.NewContext())
        {
            var row = db.KeyFiles.Single();
            row.RevokedAt = bench.Now;
            await db.SaveChangesAsync();
        }
        // Whatever begins from here on is refused, while some of the others still run.
        Assert.True((await bench.Policy.AuthoriseAsync(request, token, default)).Decision.IsRefused);
        var before = await CountAsync();
        var allowed = (await Task.WhenAll(downloads)).Count(one => one.AuthorisationId is not null);
        Assert.Equal(allowed, await CountAsync());
        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData(DownloadMode.Off, false, DownloaderError.DownloadSwitchOff)]
    [InlineData(DownloadMode.Secure, true, DownloaderError.DownloadSwitchOff)]
    [InlineData(DownloadMode.Secure, false, DownloaderError.EncryptFileNotMatch)]
    [InlineData(DownloadMode.Normal, false, null)]
    public async Task Tells_players_the_code_that_they_know_where_there_is_one(DownloadMode mode, bool isDisabled, DownloaderError? expected)
    {
        await bench.SetModeAsync(mode);
        var id = await bench.AddVideoAsync(isOfflineDisabled: isDisabled);
        var decision = await bench.Policy.ExplainAsync(Actor.System, new DownloadRequest(id, DownloadMode.Secure, new DownloadApp(App)), null, default);
        Assert.Equal(expected, decision.DownloaderError);
    }

    [Theory]
    [InlineData(DownloaderError.EncryptFileNotMatch, 805371912)]
    [InlineData(DownloaderError.DownloadSwitchOff, 805371913)]
    public void The_codes_are_those_of_the_players_headers(DownloaderError error, int number) => Assert.Equal(number, (int)error);

    [Fact]
    public void Nobody_can_ask_for_a_download_that_is_off() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DownloadRequest(Guid.NewGuid(), DownloadMode.Off));

    private async Task<DownloadDecision> ExplainAsync(DownloadApp app, string? token = null) =>
        await bench.Policy.ExplainAsync(Actor.System, new DownloadRequest(video, DownloadMode.Secure, app), token, default);

    private async Task<ErrorCode?> KeyAnswerAsync(DownloadApp app) => Finding(await ExplainAsync(app), DownloadRule.KeyFile).Code;

    private async Task<ErrorCode?> TokenAnswerAsync(string token) =>
        Finding(await ExplainAsync(new DownloadApp(App), token), DownloadRule.Credential).Code;

    private async Task<int> CountAsync()
    {
        await using var db = bench.NewContext();
        return db.DownloadAuthorisations.Count();
    }

    private static RuleFinding Finding(DownloadDecision decision, DownloadRule rule) => decision.Trace.Single(line => line.Rule == rule).Finding;
}
