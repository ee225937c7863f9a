using System.Net;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using VodConsole.Benchmarks.Server;

namespace VodConsole.Benchmarks.ApiAccess;

/// <summary>The published program with one published video and one access key, and what is asked of it.</summary>
internal sealed class ApiUnderLoad : IAsyncDisposable
{
    private ApiUnderLoad(PublishedServer server, SignedCalls calls, string videoId) => (Server, Calls, VideoId) = (server, calls, videoId);

    public PublishedServer Server { get; }

    public SignedCalls Calls { get; }

    public string VideoId { get; }

    /// <summary>The file that the server's database is.</summary>
    public static string Database(BenchmarkRun run) => run.PathOf("server-data/vodconsole.db");

    public static async Task<ApiUnderLoad> StartAsync(BenchmarkRun run)
    {
        await PublishedServer.PublishAsync(run);
        await run.FfmpegAsync(
            "-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=12", "-f", "lavfi", "-i", "sine=r=48000:d=12",
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "clip.mp4");
        await (PipeSource.FromString("correct horse battery") | PublishedServer.Verb(
            run, "users", "add", "--email", "load@example.com", "--role", "Operator", "--password-stdin")).ExecuteBufferedAsync();
        var key = await JsonAsync(PublishedServer.Verb(run, "access-keys", "create", "--user", "load@example.com", "--json"));
        var video = await JsonAsync(PublishedServer.Verb(run, "import", run.PathOf("clip.mp4"), "--wait", "--json"));
        var server = PublishedServer.Start(run);
        await server.WaitUntilReadyAsync();
        var calls = new SignedCalls(
            server.Endpoint, key.GetProperty("AccessKeyId").GetString()!, key.GetProperty("AccessKeySecret").GetString()!);
        return new ApiUnderLoad(server, calls, video.GetProperty("videoId").GetString()!);
    }

    /// <summary>Signed requests for an operation on the video.</summary>
    public List<byte[]> Requests(int count, string action) => Calls.Make(count, action, KeyValuePair.Create("VideoId", VideoId));

    /// <summary>A signed request for an operation on the video.</summary>
    public byte[] Request(string action) => Calls.One(action, KeyValuePair.Create("VideoId", VideoId));

    /// <summary>The path of the video's key with a token that lives as long as the run.</summary>
    public async Task<string> KeyAddressAsync(HttpClient client)
    {
        var request = Calls.Query("GetPlayInfo", KeyValuePair.Create("VideoId", VideoId));
        var info = JsonDocument.Parse(await client.GetStringAsync(new Uri($"http://{Server.Endpoint}/?{request}"))).RootElement;
        var address = new Uri(info.GetProperty("PlayInfoList").GetProperty("PlayInfo")[0].GetProperty("PlayURL").GetString()!);
        var playlist = await client.GetStringAsync(address);
        return new Uri(address, playlist.Split('"').First(part => part.Contains("/keys/", StringComparison.Ordinal))).PathAndQuery;
    }

    /// <summary>Bytes of an operation's answer.</summary>
    public async Task<int> AnswerLengthAsync(HttpClient client, string action)
    {
        var request = Calls.Query(action, KeyValuePair.Create("VideoId", VideoId));
        return (await client.GetByteArrayAsync(new Uri($"http://{Server.Endpoint}/?{request}"))).Length;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static async Task<JsonElement> JsonAsync(Command command) =>
        JsonDocument.Parse((await command.ExecuteBufferedAsync()).StandardOutput).RootElement;
}
