using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>A program has videos transcoded and looks how that goes, by the public clients.</summary>
public sealed class TranscodeOperationTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Client = "openapi-client V3";

    public static TheoryData<string> Clients => [.. PublicClients.Names];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Queues_a_transcoding_and_follows_it_to_its_streams(string client)
    {
        var videoId = await AddVideoAsync();

        var submitted = (await SubmitAsync(client, videoId, ("Priority", "9"), ("UserData", """{"Extend":{"localId":"4711"}}"""))).Required;

        var taskId = Text(submitted, "TranscodeTaskId");
        var jobs = submitted.GetProperty("TranscodeJobs").GetProperty("TranscodeJob").EnumerateArray().Select(job => Text(job, "JobId")).ToList();
        Assert.Equal(2, jobs.Count);
        var listed = Assert.Single((await CallAsync(client, "ListTranscodeTask", ("VideoId", videoId))).GetProperty("TranscodeTaskList").EnumerateArray());
        Assert.Equal((taskId, "Processing", "Manual", TemplateGroup.Ladder.Id, videoId), (
            Text(listed, "TranscodeTaskId"), Text(listed, "TaskStatus"), Text(listed, "Trigger"), Text(listed, "TranscodeTemplateGroupId"), Text(listed, "VideoId")));

        var task = (await CallAsync(client, "GetTranscodeTask", ("TranscodeTaskId", taskId))).GetProperty("TranscodeTask");
        var infos = task.GetProperty("TranscodeJobInfoList").EnumerateArray().ToList();
        Assert.Equal(jobs.Order(), infos.Select(info => Text(info, "TranscodeJobId")).Order());
        Assert.Equal(["LD", "SD"], infos.Select(info => Text(info, "Definition")));
        Assert.All(infos, info => Assert.Equal(("Transcoding", "9", JsonValueKind.Number), (
            Text(info, "TranscodeJobStatus"), Text(info, "Priority"), info.GetProperty("TranscodeProgress").ValueKind)));

        await PublishAsync(Guid.ParseExact(taskId, "N"));
        var done = (await CallAsync(client, "GetTranscodeTask", ("JobIds", $"{jobs[0]},{jobs[1]},nothing"))).GetProperty("TranscodeJobInfoList").EnumerateArray().ToList();
        Assert.All(done, info => Assert.Equal(("TranscodeSuccess", 100L), (Text(info, "TranscodeJobStatus"), info.GetProperty("TranscodeProgress").GetInt64())));
        var file = done[0].GetProperty("OutputFile");
        Assert.Equal(("m3u8", "640", "360", "400", """{"EncryptType":"HLSEncryption"}""", 500_000L), (
            Text(file, "Format"), Text(file, "Width"), Text(file, "Height"), Text(file, "Bitrate"), Text(file, "Encryption"), file.GetProperty("Filesize").GetInt64()));
        var streams = (await CallAsync(client, "GetPlayInfo", ("VideoId", videoId))).GetProperty("PlayInfoList").GetProperty("PlayInfo").EnumerateArray();
        Assert.Equal(jobs.Order(), streams.Select(stream => Text(stream, "JobId")).Order());
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Sums_up_the_latest_transcoding_of_each_video_and_names_the_others(string client)
    {
        var videoId = await AddVideoAsync();
        await SubmitAsync(client, videoId);
        var absent = $"{Guid.NewGuid():N}";
        var untouched = await AddVideoAsync();

        var answer = await CallAsync(client, "GetTranscodeSummary", ("VideoIds", $"{videoId},{untouched},{absent},hhh"));

        var summary = Assert.Single(answer.GetProperty("TranscodeSummaryList").EnumerateArray());
        Assert.Equal((videoId, "Processing", TemplateGroup.Ladder.Id), (
            Text(summary, "VideoId"), Text(summary, "TranscodeStatus"), Text(summary, "TranscodeTemplateGroupId")));
        Assert.All(
            summary.GetProperty("TranscodeJobInfoSummaryList").EnumerateArray(),
            job => Assert.Equal(("Transcoding", "m3u8"), (Text(job, "TranscodeJobStatus"), Text(job, "Format"))));
        Assert.Equal([absent, "hhh"], answer.GetProperty("NonExistVideoIds").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task A_list_holds_what_was_queued_in_the_seconds_that_it_begins_and_ends_with()
    {
        var videoId = await AddVideoAsync();
        await SubmitAsync(Client, videoId);
        var listed = Assert.Single((await CallAsync(Client, "ListTranscodeTask", ("VideoId", videoId))).GetProperty("TranscodeTaskList").EnumerateArray());
        var second = Text(listed, "CreationTime");
        Assert.Single((await CallAsync(Client, "ListTranscodeTask", ("VideoId", videoId), ("StartTime", second), ("EndTime", second))).GetProperty("TranscodeTaskList").EnumerateArray());
        Assert.Empty((await CallAsync(
            Client, "ListTranscodeTask", ("VideoId", videoId), ("EndTime", "2026-01-01T00:00:00Z"))).GetProperty("TranscodeTaskList").EnumerateArray());
    }

    [Fact]
    public async Task A_policy_on_a_video_counts_for_its_tasks_and_jobs()
    {
        var (videoId, other) = (await AddVideoAsync(), await AddVideoAsync());
        var (submitted, others) = ((await SubmitAsync(Client, videoId)).Required, (await SubmitAsync(Client, other)).Required);
        var (taskId, job) = (Text(submitted, "TranscodeTaskId"), JobOf(submitted));
        var email = $"{Guid.NewGuid():N}@example.com";
        var user = await host.Services.GetRequiredService<UserAdministration>().AddAsync(Actor.CommandLine, email, "correct horse battery", Role.Auditor, default);
        var key = await host.Services.GetRequiredService<AccessKeys>().CreateAsync(Actor.CommandLine, email, AccessKeyLimits.None, default);
        var policy = $"p-{Guid.NewGuid():N}";
        await host.Services.GetRequiredService<PolicyRegister>().CreateAsync(
            Actor.CommandLine, policy, "",
            $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"vod:GetTranscodeTask","Resource":"acs:vod:*:*:video/{{videoId}}"}]}""", default);
        await host.Services.GetRequiredService<PolicyAttachments>().AttachAsync(Actor.CommandLine, policy, PolicyHolder.Of(user), default);

        async Task<string?> CodeAsync(string name, string value) => (await host.CallAsync(
            new ClientCall(Client, "GetTranscodeTask", host.Endpoint, key.Id, key.Secret) { Parameters = new Dictionary<string, string> { [name] = value } })).Error?.Code;
        Assert.Null(await CodeAsync("TranscodeTaskId", taskId));
        Assert.Null(await CodeAsync("JobIds", job));
        Assert.Equal("Forbidden.RAM", await CodeAsync("TranscodeTaskId", Text(others, "TranscodeTaskId")));
        Assert.Equal("Forbidden.RAM", await CodeAsync("JobIds", $"{job},{JobOf(others)}"));
        Assert.Equal("Forbidden.RAM", await CodeAsync("TranscodeTaskId", $"{Guid.NewGuid():N}"));
    }

    private static string JobOf(JsonElement submitted) =>
        Text(submitted.GetProperty("TranscodeJobs").GetProperty("TranscodeJob").EnumerateArray().First(), "JobId");

    [Fact]
    public async Task A_failed_task_says_why()
    {
        var videoId = await AddVideoAsync();
        var taskId = Text((await SubmitAsync(Client, videoId)).Required, "TranscodeTaskId");
        await host.Services.GetRequiredService<TranscodeTasks>().CancelAsync(Actor.CommandLine, Guid.ParseExact(taskId, "N"), default);

        var task = (await CallAsync(Client, "GetTranscodeTask", ("TranscodeTaskId", taskId))).GetProperty("TranscodeTask");

        Assert.Equal("CompleteAllFail", Text(task, "TaskStatus"));
        Assert.All(task.GetProperty("TranscodeJobInfoList").EnumerateArray(), job => Assert.Equal(
            ("TranscodeFail", "TranscodeCancelled", "Somebody cancelled the transcoding."),
            (Text(job, "TranscodeJobStatus"), Text(job, "ErrorCode"), Text(job, "ErrorMessage"))));
    }

    [Theory]
    [InlineData("TemplateGroupId", "nothing", "NoSuchResource")]
    [InlineData("TemplateGroupId", "0123456789abcdef0123456789abcdef", "NoSuchResource")]
    [InlineData("Priority", "11", "InvalidPriority")]
    [InlineData("Priority", "high", "InvalidPriority")]
    [InlineData("UserData", "not JSON", "InvalidParameter")]
    [InlineData("UserData", "[]", "InvalidParameter")]
    [InlineData("UserData", """{"MessageCallback":{"CallbackURL":"ftp://example.org/"}}""", "InvalidParameter")]
    [InlineData("PipelineId", "d3e680e618708erf45fbf2cae7c1a2b3", "InvalidParameter")]
    [InlineData("OverrideParams", "{}", "InvalidParameter")]
    [InlineData("SessionId", "012345678901234567890123456789012345678901234567890", "InvalidParameter")]
    [InlineData("EncryptConfig", "{}", "InvalidParameter")]
    [InlineData("EncryptConfig", """{"CipherText":"AAAA","DecryptKeyUri":"http://example.org/","KeyServiceType":"KMS"}""", "InvalidParameter")]
    [InlineData("EncryptConfig", """{"CipherText":"AAAA","CipherText":"AAAA"}""", "InvalidParameter")]
    public async Task Refuses_what_it_cannot_carry_out(string name, string value, string code)
    {
        var videoId = await AddVideoAsync();
        Assert.Equal(code, (await SubmitAsync(Client, videoId, (name, value))).Error?.Code);
        await using var db = host.OpenDatabase();
        Assert.Equal(VideoStatus.UploadSucc, (await db.Videos.FindAsync(Guid.ParseExact(videoId, "N")))!.Status);
    }

    [Theory]
    [InlineData("http://example.org/key\"onload")]
    [InlineData("ftp://example.org/key")]
    [InlineData("/key")]
    [InlineData("http://example.org/key#part")]
    [InlineData("http://example.org/\n#EXT-X-ENDLIST")]
    public async Task Refuses_a_key_address_that_would_not_stand_in_a_playlist(string address)
    {
        var key = await CallAsync(Client, "GenerateKMSDataKey");
        var config = JsonSerializer.Serialize(new { CipherText = Text(key, "CiphertextBlob"), DecryptKeyUri = address, KeyServiceType = "KMS" });
        Assert.Equal("InvalidParameter", (await SubmitAsync(Client, await AddVideoAsync(), ("EncryptConfig", config))).Error?.Code);
    }

    [Fact]
    public async Task Refuses_videos_that_are_not_there_or_busy()
    {
        Assert.Equal("InvalidVideo.NotFound", (await SubmitAsync(Client, $"{Guid.NewGuid():N}")).Error?.Code);
        var videoId = await AddVideoAsync();
        await SubmitAsync(Client, videoId);
        Assert.Equal("Forbidden.IllegalStatus", (await SubmitAsync(Client, videoId)).Error?.Code);
    }

    [Fact]
    public async Task The_same_session_gets_the_same_task_and_another_account_another()
    {
        var (videoId, other) = (await AddVideoAsync(), await AddVideoAsync());
        var session = ("SessionId", $"{Guid.NewGuid():N}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SubmitAsync(Client, videoId, session)));

        Assert.Single(answers.Select(answer => answer.Required.GetProperty("TranscodeTaskId").GetString()).Distinct());
        Assert.Single(answers.Select(answer => answer.Required.GetProperty("TranscodeJobs").GetRawText()).Distinct());
        Assert.Equal("Forbidden.IllegalStatus", (await SubmitAsync(Client, videoId)).Error?.Code);
        var theirs = await host.CallAsync(Client, "SubmitTranscodeJobs", new Dictionary<string, string>
        {
            ["VideoId"] = other, ["TemplateGroupId"] = TemplateGroup.Ladder.Id, ["SessionId"] = session.Item2,
        }, Role.Operator);
        Assert.NotEqual(Text(answers[0].Required, "TranscodeTaskId"), Text(theirs.Required, "TranscodeTaskId"));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Hands_out_a_data_key_opens_it_again_and_keeps_nothing(string client)
    {
        var made = await CallAsync(client, "GenerateKMSDataKey");
        var opened = await CallAsync(client, "DecryptKMSDataKey", ("CipherText", Text(made, "CiphertextBlob")));

        Assert.Equal(16, Convert.FromBase64String(Text(made, "Plaintext")).Length);
        Assert.Equal((Text(made, "Plaintext"), Text(made, "KeyId")), (Text(opened, "Plaintext"), Text(opened, "KeyId")));
        Assert.NotEqual(Text(made, "Plaintext"), Text(await CallAsync(client, "GenerateKMSDataKey"), "Plaintext"));
        Assert.True(Guid.TryParse(Text(made, "KeyId"), out _));
    }

    [Fact]
    public async Task Opens_no_key_that_was_changed_or_is_for_something_else()
    {
        var blob = Convert.FromBase64String(Text(await CallAsync(Client, "GenerateKMSDataKey"), "CiphertextBlob"));
        blob[^12] ^= 1;
        var video = await host.PublishAsync();
        await using var db = host.OpenDatabase();
        var ofVideo = (await db.DataKeys.FindAsync(video.DataKeyId))!.Wrapped;

        foreach (var text in new[] { Convert.ToBase64String(blob), Convert.ToBase64String(ofVideo), "no base64!" })
            Assert.Equal("InvalidParameter", (await host.CallAsync(Client, "DecryptKMSDataKey", new Dictionary<string, string> { ["CipherText"] = text })).Error?.Code);
    }

    [Fact]
    public async Task Playlists_send_players_to_the_callers_own_key_service_with_its_token_and_none_of_ours()
    {
        const string Address = "https://app.example.org/decrypt?CipherText=abc%2B1";
        var video = await host.PublishAsync();
        await using (var db = host.OpenDatabase())
        {
            var publication = (await db.Publications.FindAsync(video.PublicationId))!;
            db.Entry(publication).Property(nameof(Publication.KeyUri)).CurrentValue = Address;
            await db.SaveChangesAsync();
        }

        var with = await KeyLineAsync(video.Id, """{"MtsHlsUriToken":"one&two"}""");
        var without = await KeyLineAsync(video.Id, null);

        Assert.Contains($"URI=\"{Address}&MtsHlsUriToken=one%26two\"", with, StringComparison.Ordinal);
        Assert.Contains($"URI=\"{Address}\"", without, StringComparison.Ordinal);
    }

    private async Task<string> KeyLineAsync(Guid videoId, string? playConfig)
    {
        (string, string)[] parameters = [("VideoId", $"{videoId:N}"), .. playConfig is null ? Array.Empty<(string, string)>() : [("PlayConfig", playConfig)]];
        var streams = (await CallAsync(Client, "GetPlayInfo", parameters)).GetProperty("PlayInfoList").GetProperty("PlayInfo");
        using var browser = host.CreateClient();
        var playlist = await browser.GetStringAsync(new Uri(Text(streams.EnumerateArray().First(), "PlayURL")));
        return playlist.Split('\n').First(line => line.StartsWith("#EXT-X-KEY", StringComparison.Ordinal));
    }

    private async Task<JsonElement> CallAsync(string client, string action, params (string Name, string Value)[] parameters) =>
        (await host.CallAsync(client, action, parameters.ToDictionary(pair => pair.Name, pair => pair.Value))).Required;

    private Task<ClientOutcome> SubmitAsync(string client, string videoId, params (string Name, string Value)[] more)
    {
        var parameters = new Dictionary<string, string> { ["VideoId"] = videoId, ["TemplateGroupId"] = TemplateGroup.Ladder.Id };
        foreach (var (name, value) in more) parameters[name] = value;
        return host.CallAsync(client, "SubmitTranscodeJobs", parameters);
    }

    private async Task<string> AddVideoAsync()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var video = new Video
        {
            Id = Guid.NewGuid(), Title = "Clip", FileName = "clip.mp4", SourceKey = "src/clip.mp4", CreatedBy = "test", CreatedAt = now, ModifiedAt = now,
            Source = new SourceInfo { Container = "mp4", Duration = 10, VideoCodec = "h264", Width = 960, Height = 540, FrameRate = 25 },
        };
        video.MoveTo(VideoStatus.UploadSucc);
        await using var db = host.OpenDatabase();
        db.Videos.Add(video);
        await db.SaveChangesAsync();
        return $"{video.Id:N}";
    }

    /// <summary>Does as a worker does, without a file.</summary>
    private async Task PublishAsync(Guid taskId)
    {
        var services = host.Services;
        var lease = (await services.GetRequiredService<TranscodeLeases>().ClaimAsync(taskId, Guid.NewGuid(), default))!;
        var plan = Ladder.Plan(new SourceInfo { Container = "mp4", Duration = 10, VideoCodec = "h264", Width = 960, Height = 540, FrameRate = 25 }, lease.Group);
        await services.GetRequiredService<TranscodeLeases>().BeginAsync(lease, plan, default);
        var (dataKeyId, key) = await services.GetRequiredService<DataKeys>().GenerateAsync(lease.VideoId, default);
        var package = new FinishedPackage(dataKeyId, key.Wrapped.ToBytes(), key.Wrapped.KekVersion, null, 10, () => plan.Select(planned => new PublishedRendition
        {
            Definition = planned.Definition, Name = planned.Name, Width = planned.Width, Height = planned.Height, FrameRate = 25,
            PeakBitrate = 500_000, AverageBitrate = 400_000, Size = 500_000, Duration = 10, Segments = 2,
        }));
        Assert.True(await services.GetRequiredService<Publishing>().PublishAsync(lease, package, default));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
