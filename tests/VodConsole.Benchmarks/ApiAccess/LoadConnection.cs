using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VodConsole.Benchmarks.ApiAccess;

/// <summary>
/// One kept-alive connection that sends requests as they are and reads answers with a <c>Content-Length</c>. Barer than any client library, so
/// that on a small machine the server gets most of the processor and its cost shows.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[64 * 1024];

    public static async Task<LoadConnection> OpenAsync(IPEndPoint server)
    {
        var connection = new LoadConnection();
        await connection.socket.ConnectAsync(server);
        return connection;
    }

    /// <summary>A GET request's bytes.</summary>
    public static byte[] Request(IPEndPoint server, string pathAndQuery) =>
        Encoding.ASCII.GetBytes($"GET {pathAndQuery} HTTP/1.1\r\nHost: {server}\r\nAccept: application/json\r\n\r\n");

    /// <summary>Sends a request and reads its answer.</summary>
    /// <exception cref="InvalidOperationException">It is not a 200.</exception>
    public async Task ExchangeAsync(ReadOnlyMemory<byte> request)
    {
        await socket.SendAsync(request);
        var (filled, end) = (0, -1);
        while (end < 0 || filled < end)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0) throw new InvalidOperationException("The server closed the connection.");
            filled += read;
            if (end < 0) end = EndOf(buffer.AsSpan(0, filled));
        }

        if (!buffer.AsSpan().StartsWith("HTTP/1.1 200"u8))
            throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, filled));
    }

    public void Dispose() => socket.Dispose();

    // Where the answer ends, or -1 while its headers are not whole.
    private static int EndOf(ReadOnlySpan<byte> text)
    {
        var headers = text.IndexOf("\r\n\r\n"u8);
        if (headers < 0) return -1;
        var at = text[..headers].IndexOf("Content-Length: "u8);
        if (at < 0) throw new InvalidOperationException("An answer without its length: " + Encoding.UTF8.GetString(text));
        var digits = text[(at + "Content-Length: ".Length)..];
        return headers + 4 + int.Parse(digits[..digits.IndexOf((byte)'\r')], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
