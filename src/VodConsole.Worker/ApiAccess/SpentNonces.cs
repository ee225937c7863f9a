using Hangfire;
using VodConsole.Core.ApiAccess;

namespace VodConsole.Worker.ApiAccess;

/// <summary>Deletes the nonces of requests that could not be replayed any more anyway.</summary>
public sealed class SpentNonces(NonceLedger nonces)
{
    /// <summary>Deletes what is due. Safe to repeat after a crash at any moment.</summary>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public Task DeleteAsync(CancellationToken cancellation) => nonces.SweepAsync(cancellation);
}
