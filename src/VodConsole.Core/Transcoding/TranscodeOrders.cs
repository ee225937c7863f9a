using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding;

/// <summary>
/// Transcodings that programs ask for: with a priority, data of their own, a key service of their own, and a name for the request, by
/// which asking again gives the task that there is already. In contrast to <see cref="TranscodeTasks"/>, whose queue it uses.
/// </summary>
public sealed class TranscodeOrders(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, TranscodeTasks tasks, IssuedDataKeys keys, TimeProvider clock)
{
    /// <summary>How long a request's name stands for its task.</summary>
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(7);

    /// <summary>Queues a transcoding, or finds the one that a request of the same name and account has queued, in whichever process.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="videoId">The video.</param>
    /// <param name="order">What is wanted.</param>
    /// <param name="sessionId">The request's name; null for none.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The task's id.</returns>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.UserDataInvalid"/>, <see cref="ErrorCode.IssuedKeyInvalid"/>, or a refusal of <see cref="TranscodeTasks.SubmitAsync(Actor, Guid, TranscodeOrder, CancellationToken)"/>.
    /// </exception>
    public async Task<Guid> SubmitAsync(Actor actor, Guid videoId, TranscodeOrder order, string? sessionId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.RunTasks, cancellation);
        if (order.UserData is { } data) VideoUserData.Parse(data);
        if (order.KeyService is { } service) CryptographicOperations.ZeroMemory(await keys.OpenAsync(service.CipherText, cancellation));
        if (sessionId is null) return await tasks.SubmitAsync(actor, videoId, order, cancellation);

        var session = KeyOf(actor, sessionId);
        if (await FindAsync(session, cancellation) is { } known) return known;
        try
        {
            return await tasks.SubmitAsync(actor, videoId, order with { SessionKey = session }, cancellation);
        }
        catch (VodException refusal) when (refusal.Code is ErrorCode.ChangedMeanwhile or ErrorCode.VideoStatusForbids)
        {
            // The same request came in twice at once, and the other one was first.
            if (await FindAsync(session, cancellation) is { } first) return first;
            throw;
        }
    }

    private async Task<Guid?> FindAsync(string session, CancellationToken cancellation)
    {
        var oldest = clock.GetUtcNow().UtcDateTime - SessionLifetime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.TranscodeTasks.Where(task => task.SessionKey == session && task.CreatedAt < oldest)
            .ExecuteUpdateAsync(set => set.SetProperty(task => task.SessionKey, (string?)null), cancellation);
        return await db.TranscodeTasks.Where(task => task.SessionKey == session).Select(task => (Guid?)task.Id).SingleOrDefaultAsync(cancellation);
    }

    private static string KeyOf(Actor actor, string sessionId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{actor.UserId:N}\n{sessionId}")));
}
