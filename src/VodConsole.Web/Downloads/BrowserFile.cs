using Microsoft.JSInterop;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Downloads;

/// <summary>
/// What a person chose or pasted, in the keeping of the script <c>AppIdentitySearch.razor.js</c>. A browser that is gone, slow beyond
/// <see cref="Patience"/> or refused its own file is <see cref="ErrorCode.AppFileUnreadable"/>.
/// </summary>
/// <param name="script">The script's object.</param>
/// <param name="clock">Measures the patience.</param>
internal sealed class BrowserFile(IJSObjectReference script, TimeProvider clock)
{
    /// <summary>How long one slice may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The chosen file of this number as a stream.</summary>
    public BrowserFileStream Open(int number, long length) => new(length, (offset, count, cancellation) => FetchAsync(
        "read", [number, offset, count],
        got =>
        {
            if (got > count) throw new VodException(ErrorCode.AppFileUnreadable);
        }, cancellation));

    /// <summary>The bytes of the pasted text; <paramref name="judge"/> may refuse their number before any is fetched.</summary>
    public Task<byte[]> ReadPastedAsync(Action<long> judge, CancellationToken cancellation) => FetchAsync("pasted", [], judge, cancellation);

    private async Task<byte[]> FetchAsync(string call, object[] arguments, Action<long> judge, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            await using var slice = await script.InvokeAsync<IJSStreamReference>(call, either.Token, arguments);
            judge(slice.Length);
            await using var stream = await slice.OpenReadStreamAsync(Math.Max(1, slice.Length), either.Token);
            using var bytes = new MemoryStream((int)slice.Length);
            await stream.CopyToAsync(bytes, either.Token);
            return bytes.ToArray();
        }
        catch (Exception failure) when (IsBrowser(failure) && !cancellation.IsCancellationRequested)
        {
            throw new VodException(ErrorCode.AppFileUnreadable);
        }
    }

    private static bool IsBrowser(Exception failure) =>
        failure is JSException or JSDisconnectedException or IOException or TimeoutException or OperationCanceledException;
}
