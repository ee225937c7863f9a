using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.Hls;

namespace VodConsole.Worker.Transcoding.Ingest;

/// <summary>
/// Receives what one ffmpeg process sends: segments are encrypted as they stream through and go to the store, playlists are
/// kept in memory. ffmpeg ignores every answer, so the first thing that goes wrong is kept in <see cref="Failure"/>, and
/// <see cref="Failed"/> tells the packager to end it. Thread-safe.
/// </summary>
internal sealed class IngestSession : IDisposable
{
    private const int LargestPlaylist = 4 << 20;

    private readonly IMediaStore store;
    private readonly PackagingRequest request;
    private readonly Dictionary<string, RenditionLedger> renditions;
    private readonly CancellationTokenSource failed = new();
    private readonly SemaphoreSlim arrived = new(0);
    private FailureReason? failure;
    private Exception? cause;
    private int open;
    private bool closed;

    /// <param name="store">Takes the encrypted segments.</param>
    /// <param name="request">What is packaged.</param>
    public IngestSession(IMediaStore store, PackagingRequest request)
    {
        this.store = store;
        this.request = request;
        Ledgers = [.. request.Plan.Select(rendition => new RenditionLedger(rendition))];
        renditions = Ledgers.ToDictionary(ledger => ledger.Plan.Name);
        Token = RandomNumberGenerator.GetHexString(32, lowercase: true);
    }

    /// <summary>
    /// The first part of the path, which only this session's ffmpeg knows. Who reads it from the process list could send
    /// segments of its own to this one transcoding and nothing else.
    /// </summary>
    public string Token { get; }

    /// <summary>The renditions, lowest first.</summary>
    public IReadOnlyList<RenditionLedger> Ledgers { get; }

    /// <summary>The first thing that went wrong, or null.</summary>
    public FailureReason? Failure => Volatile.Read(ref failure);

    /// <summary>The exception behind <see cref="Failure"/>, for the log.</summary>
    public Exception? Cause => Volatile.Read(ref cause);

    /// <summary>Cancelled with the first thing that goes wrong.</summary>
    public CancellationToken Failed => failed.Token;

    /// <summary>
    /// Receives one object to its end and answers with a status that ffmpeg will not look at. Never throws for what the
    /// sender or the store does.
    /// </summary>
    /// <param name="rendition">Folder that ffmpeg writes to.</param>
    /// <param name="name">File that ffmpeg writes.</param>
    /// <param name="body">
    /// Ends only when the sender said so; a connection that breaks off earlier is an exception. It is read without the
    /// request's own cancellation, since ffmpeg closes its side before the last bytes have been read here.
    /// </param>
    public async Task<int> ReceiveAsync(string rendition, string name, Stream body)
    {
        lock (arrived)
        {
            if (closed)
                return StatusCodes.Status410Gone;
            open++;
        }
        try
        {
            if (!renditions.TryGetValue(rendition, out var ledger))
                return Refuse(rendition, name);
            if (name == FfmpegCommand.PlaylistName)
                ledger.Claim = MediaPlaylist.Parse(await ReadPlaylistAsync(body));
            else if (!FfmpegCommand.IsSegmentName(name) || !ledger.TryBegin(name))
                return Refuse(rendition, name);
            else
                ledger.Add(await StoreAsync(rendition, name, body));
            return StatusCodes.Status201Created;
        }
        catch (Exception problem)
        {
            Fail(ReasonOf(problem, rendition, name), problem);
            return StatusCodes.Status500InternalServerError;
        }
        finally
        {
            lock (arrived)
                open--;
            arrived.Release();
        }
    }

    /// <summary>
    /// Waits until everything that the playlists name has come, or something went wrong, or nothing has come for a while:
    /// ffmpeg ends before its last requests have been read.
    /// </summary>
    public async Task SettleAsync(TimeSpan quiet, CancellationToken cancellation)
    {
        while (Failure is null && !Ledgers.All(ledger => ledger.IsComplete))
            if (!await arrived.WaitAsync(quiet, cancellation) && IsIdle())
                return;
    }

    /// <summary>Takes nothing more and waits for what is being received, so that the caller may delete the objects.</summary>
    public async Task CloseAsync()
    {
        lock (arrived)
            closed = true;
        while (!IsIdle())
            await arrived.WaitAsync();
    }

    public void Dispose() => failed.Dispose();

    private bool IsIdle()
    {
        lock (arrived)
            return open == 0;
    }

    private async Task<StoredSegment> StoreAsync(string rendition, string name, Stream body)
    {
        var iv = SegmentCipher.NewIv();
        await using var writer = await store.CreateAsync($"{request.Prefix}/{rendition}/{name}", CancellationToken.None);
        await using var hashing = new HashingStream(writer.Content);
        var length = await SegmentCipher.EncryptAsync(body, hashing, request.DataKey, iv, CancellationToken.None);
        await writer.CommitAsync(CancellationToken.None);
        return new(name, length, hashing.GetSha256(), iv);
    }

    private static async Task<string> ReadPlaylistAsync(Stream body)
    {
        var buffer = new MemoryStream();
        var piece = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(piece)) > 0)
        {
            buffer.Write(piece, 0, read);
            if (buffer.Length > LargestPlaylist)
                throw new FormatException("The playlist is too long.");
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private int Refuse(string rendition, string name)
    {
        Fail(FailureReason.Of(ErrorCode.TranscodeSegmentMissing, rendition, name), null);
        return StatusCodes.Status400BadRequest;
    }

    private static FailureReason ReasonOf(Exception problem, string rendition, string name) => problem switch
    {
        BadHttpRequestException or ConnectionResetException or ConnectionAbortedException =>
            FailureReason.Of(ErrorCode.TranscodeSegmentMissing, rendition, name),
        FormatException => FailureReason.Of(ErrorCode.TranscodePlaylistMissing, rendition),
        IOException full when DiskFull.Caused(full) => FailureReason.Of(ErrorCode.TranscodeStorageFull),
        _ => FailureReason.Of(ErrorCode.TranscodeStorageFailed, $"{rendition}/{name}"),
    };

    private void Fail(FailureReason reason, Exception? problem)
    {
        if (Interlocked.CompareExchange(ref failure, reason, null) is not null)
            return;
        Volatile.Write(ref cause, problem);
        failed.Cancel();
    }
}
