using VodConsole.Worker.Transcoding.Ffmpeg;

namespace VodConsole.Worker.Tests.Transcoding;

public sealed class LogTailTests
{
    [Theory]
    [InlineData("[http @ 0x55] http://127.0.0.1:41231/0123456789abcdef0123456789abcdef/fd/000000.ts: Connection refused", "41231")]
    [InlineData("[http @ 0x55] http://127.0.0.1:41231/0123456789abcdef0123456789abcdef/fd/000000.ts: Connection refused", "0123456789abcdef")]
    [InlineData("file:/srv/in/secret.mp4: Invalid data", "secret")]
    [InlineData("/srv/in/secret.mp4: Invalid data", "/srv")]
    [InlineData("Connection to tcp://127.0.0.1:41231 failed", "41231")]
    [InlineData("key AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "AAECAwQF")]
    public void Shows_no_address_path_or_token(string line, string hidden)
    {
        var tail = new LogTail("/srv/in/secret.mp4");
        tail.Add(line);
        Assert.DoesNotContain(hidden, tail.Read());
    }

    [Fact]
    public void Keeps_what_helps()
    {
        var tail = new LogTail("/srv/in/secret.mp4");
        tail.Add("[h264 @ 0x5620] error while decoding MB 12 3, bytestream -5");
        Assert.Equal("[h264 @ 0x5620] error while decoding MB 12 3, bytestream -5", tail.Read());
    }

    [Fact]
    public void Keeps_the_end_within_its_bounds()
    {
        var tail = new LogTail();
        for (var line = 0; line < 10_000; line++)
            tail.Add($"line {line} " + new string(' ', 3000));
        Assert.Equal(4000, tail.Read()?.Length);
        Assert.Contains("line 9999", tail.Read());
    }

    [Fact]
    public void Nothing_said_is_null() => Assert.Null(new LogTail().Read());
}
