using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Signing;

namespace VodConsole.Core.Notifications;

/// <summary>Finds the addresses of a host name.</summary>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellation);

/// <summary>
/// Sends one notification once (<c>vod-contract.md</c> §7): delivered means status 200 within <see cref="Patience"/>. It connects only to
/// addresses that <see cref="ReceiverAddress"/> allows, judged as they are connected to, so that a name which changes its mind gains
/// nothing; it follows no redirect, asks no proxy, and reads nothing of an answer beyond its headers. Thread-safe.
/// </summary>
public sealed class NotificationSender : IDisposable
{
    /// <summary>How long a receiver may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int HeaderKilobytes = 16;

    private readonly HttpClient client;
    private readonly HostResolver resolve;
    private readonly IOptions<NotificationOptions> options;
    private readonly TimeProvider clock;

    public NotificationSender(HostResolver resolve, IOptions<NotificationOptions> options, TimeProvider clock)
    {
        (this.resolve, this.options, this.clock) = (resolve, options, clock);
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = HeaderKilobytes, MaxResponseDrainSize = 0, ConnectCallback = ConnectAsync,
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends.</summary>
    /// <param name="url">The receiver.</param>
    /// <param name="key">The key to sign with; null not to.</param>
    /// <param name="body">JSON.</param>
    /// <param name="cancellation">Ends the attempt without an answer.</param>
    public async Task<NotificationAnswer> SendAsync(string url, string? key, string body, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            using var request = Compose(url, key, body);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.StatusCode == HttpStatusCode.OK
                ? Answer(200, null)
                : Answer((int)response.StatusCode, FailureReason.Of(ErrorCode.CallbackNotAccepted, (int)response.StatusCode));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Answer(null, FailureReason.Of(ErrorCode.CallbackTimedOut, Patience.TotalSeconds));
        }
        catch (HttpRequestException failure)
        {
            return Answer(null, ReasonOf(failure, url));
        }

        NotificationAnswer Answer(int? status, FailureReason? reason) => new(status, clock.GetElapsedTime(started), reason);
    }

    private HttpRequestMessage Compose(string url, string? key, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("VodConsole", null));
        // One connection each: none is reused after it was judged, and none is found closed.
        request.Headers.ConnectionClose = true;
        if (key is null) return request;
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.Add(CallbackSignature.TimestampHeader, $"{timestamp}");
        request.Headers.Add(CallbackSignature.Header, CallbackSignature.Sign(url, timestamp, key));
        return request;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await resolve(host, cancellation);
        Exception? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                ReceiverAddress.Require(address, options.Value.AllowPrivateNetworks);
                await socket.ConnectAsync(address, port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception failure)
            {
                socket.Dispose();
                if (failure is not (VodException or SocketException)) throw;
                last = failure;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static FailureReason ReasonOf(HttpRequestException failure, string url)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
            if (cause is VodException refusal) return refusal.ToReason();
        var host = new Uri(url).Authority;
        return failure switch
        {
            { HttpRequestError: HttpRequestError.NameResolutionError } or
            { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } =>
                FailureReason.Of(ErrorCode.CallbackHostUnknown, host),
            { HttpRequestError: HttpRequestError.SecureConnectionError } => FailureReason.Of(ErrorCode.CallbackTlsFailed, host),
            { HttpRequestError: HttpRequestError.ConnectionError } => FailureReason.Of(ErrorCode.CallbackUnreachable, host),
            _ => FailureReason.Of(ErrorCode.CallbackAnswerBroken, host),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}

/// <summary>How an attempt ended.</summary>
/// <param name="Status">HTTP status of the answer; null when there was none.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Failure">Why it does not count as delivered; null when it does.</param>
public sealed record NotificationAnswer(int? Status, TimeSpan Elapsed, FailureReason? Failure)
{
    /// <summary>Whether another attempt may end differently: what an address or the settings forbid stays forbidden.</summary>
    public bool MayPassLater => Failure is not null && Failure.Code is not (
        ErrorCode.CallbackAddressForbidden or ErrorCode.CallbackAddressPrivate or ErrorCode.CallbackNotSet or ErrorCode.CallbackKeyMissing);
}
