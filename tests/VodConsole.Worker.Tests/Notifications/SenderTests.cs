using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.Notifications;
using VodConsole.Protocol;

namespace VodConsole.Worker.Tests.Notifications;

/// <summary>A sender is of no use to somebody who wants to reach, through this server, what only this server can reach; and no receiver can hold it up.</summary>
public sealed class SenderTests : IAsyncLifetime
{
    private const int Megabyte = 1 << 20;

    private readonly NotificationOptions options = new() { AllowPrivateNetworks = true };
    private Receiver receiver = null!;

    [Fact]
    public async Task A_private_address_is_refused_unless_it_is_allowed()
    {
        options.AllowPrivateNetworks = false;
        var answer = await SendAsync(receiver.Url);
        Assert.Equal((null, ErrorCode.CallbackAddressPrivate, false), (answer.Status, answer.Failure?.Code, answer.MayPassLater));
        Assert.Empty(receiver.Requests);

        options.AllowPrivateNetworks = true;
        Assert.Equal(200, (await SendAsync(receiver.Url)).Status);
        Assert.Single(receiver.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.0.0.1")]
    public async Task A_name_that_leads_into_the_own_network_is_refused(string address)
    {
        options.AllowPrivateNetworks = false;
        var answer = await SendAsync($"http://innocent.example:{receiver.Port}/", (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]));
        Assert.Equal(ErrorCode.CallbackAddressPrivate, answer.Failure?.Code);
        Assert.Empty(receiver.Requests);
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("fd00:ec2::254")]
    public async Task The_metadata_of_the_machine_is_never_reached(string address)
    {
        var answer = await SendAsync("http://innocent.example/", (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]));
        Assert.Equal(ErrorCode.CallbackAddressForbidden, answer.Failure?.Code);
    }

    [Fact]
    public async Task A_name_that_changes_its_mind_is_judged_at_each_connection()
    {
        options.AllowPrivateNetworks = false;
        // A public address at which nobody answers, and then the loopback.
        var answers = new Queue<IPAddress>([IPAddress.Parse("240.0.0.1"), IPAddress.Loopback]);
        HostResolver rebinding = (_, _) => Task.FromResult<IPAddress[]>([answers.Dequeue()]);
        var url = $"http://rebinding.example:{receiver.Port}/";

        Assert.Equal(ErrorCode.CallbackAddressForbidden, (await SendAsync(url, rebinding)).Failure?.Code);
        Assert.Equal(ErrorCode.CallbackAddressPrivate, (await SendAsync(url, rebinding)).Failure?.Code);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task Of_several_addresses_only_an_allowed_one_is_used()
    {
        HostResolver several = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254"), IPAddress.Loopback]);
        Assert.Equal(200, (await SendAsync($"http://several.example:{receiver.Port}/", several)).Status);
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_not_followed()
    {
        receiver.Script = (context, _) =>
        {
            context.Response.Redirect("http://169.254.169.254/latest/meta-data/");
            return Task.CompletedTask;
        };
        var answer = await SendAsync(receiver.Url);
        Assert.Equal((302, ErrorCode.CallbackNotAccepted), (answer.Status, answer.Failure?.Code));
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task A_slow_receiver_has_five_seconds()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        receiver.Script = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var sending = SendAsync(receiver.Url, clock: clock);
        await receiver.UntilAsync();
        clock.Advance(NotificationSender.Patience - TimeSpan.FromMilliseconds(1));
        await Task.Delay(100);
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var answer = await sending;
        Assert.Equal((null, ErrorCode.CallbackTimedOut), (answer.Status, answer.Failure?.Code));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_endless_answer_and_a_bomb_are_not_read(bool isCompressed)
    {
        // A bare socket, which takes nothing more once the other side is gone; a web server would swallow it.
        using var endless = new TcpListener(IPAddress.Loopback, 0);
        endless.Start();
        var writing = WriteEndlesslyAsync(endless, isCompressed);

        Assert.Equal(200, (await SendAsync($"http://{endless.LocalEndpoint}/")).Status);
        // What fits into the buffers of the system between the two.
        Assert.InRange(await writing.WaitAsync(TimeSpan.FromSeconds(30)), 0, 32 * Megabyte);
    }

    [Fact]
    public async Task Endless_headers_end_the_attempt()
    {
        receiver.Script = (context, _) =>
        {
            for (var i = 0; i < 64; i++) context.Response.Headers[$"X-{i}"] = new string('a', 1000);
            return Task.CompletedTask;
        };
        Assert.Equal(ErrorCode.CallbackAnswerBroken, (await SendAsync(receiver.Url)).Failure?.Code);
    }

    [Fact]
    public async Task Says_which_way_a_connection_failed()
    {
        Assert.Equal(ErrorCode.CallbackUnreachable, (await SendAsync("http://127.0.0.1:1/")).Failure?.Code);
        Assert.Equal(ErrorCode.CallbackTlsFailed, (await SendAsync($"https://127.0.0.1:{receiver.Port}/")).Failure?.Code);
        HostResolver nowhere = (_, _) => throw new SocketException((int)SocketError.HostNotFound);
        Assert.Equal(ErrorCode.CallbackHostUnknown, (await SendAsync("http://nowhere.example/", nowhere)).Failure?.Code);
    }

    public async Task InitializeAsync() => receiver = await Receiver.StartAsync();

    public async Task DisposeAsync() => await receiver.DisposeAsync();

    private async Task<NotificationAnswer> SendAsync(string url, HostResolver? resolve = null, TimeProvider? clock = null)
    {
        using var sender = new NotificationSender(resolve ?? Dns.GetHostAddressesAsync, Options.Create(options), clock ?? new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        return await sender.SendAsync(url, null, "{}", default);
    }

    /// <summary>Answers one request with bytes until nobody takes them.</summary>
    /// <returns>How many were taken.</returns>
    private static async Task<long> WriteEndlesslyAsync(TcpListener listener, bool isCompressed)
    {
        using var client = await listener.AcceptSocketAsync();
        await client.ReceiveAsync(new byte[Megabyte]);
        await client.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\n{(isCompressed ? "Content-Encoding: gzip\r\n" : "")}\r\n"));
        var chunk = isCompressed ? Bomb() : new byte[Megabyte];
        var written = 0L;
        try
        {
            while (written < 1024L * Megabyte) written += await client.SendAsync(chunk);
        }
        catch (SocketException)
        {
            // Nobody there any more: what was waited for.
        }

        return written;
    }

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize)) gzip.Write(new byte[16 * Megabyte]);
        return packed.ToArray();
    }
}
