using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Keys;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Notifications;

/// <summary>Tries the settings out: sends one notification of a kind that means nothing, once and at once, and says what came back.</summary>
public sealed class CallbackTest(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, NotificationSender sender, IKeyEncryptionKey keys, TimeProvider clock)
{
    /// <summary>The <c>EventType</c> of a test.</summary>
    public const string EventType = "CallbackTest";

    /// <summary>Sends it.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.CallbackNotSet"/>.</exception>
    public async Task<NotificationAnswer> SendAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageCallbacks, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var settings = await db.CallbackSettings.AsNoTracking()
            .SingleOrDefaultAsync(one => one.AppId == CallbackSettings.DefaultAppId, cancellation) ?? throw new VodException(ErrorCode.CallbackNotSet);
        var key = settings.IsSigned ? await CallbackKeys.OpenAsync(keys, settings, cancellation) : null;
        var body = JsonSerializer.Serialize(new { EventTime = NotificationTime.Write(clock.GetUtcNow().UtcDateTime), EventType, Status = StreamNotice.Success });
        var answer = await sender.SendAsync(settings.Url, key, body, cancellation);
        audit.Add(
            db, actor, AuditAction.CallbackTested, new AuditTarget("callback", settings.AppId), null,
            new { settings.Url, answer.Status, Reason = answer.Failure?.Code });
        await db.SaveChangesAsync(cancellation);
        return answer;
    }
}
