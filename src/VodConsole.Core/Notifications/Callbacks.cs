using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Keys;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Notifications;

/// <summary>Reads and changes where events are told. A change counts from the next event on.</summary>
public sealed class Callbacks(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, IKeyEncryptionKey keys,
    IOptions<NotificationOptions> options, TimeProvider clock)
{
    /// <summary>The settings without their key; null when nobody is told anything.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.AppNotFound"/>.</exception>
    public async Task<CallbackState?> ReadAsync(Actor actor, string appId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageCallbacks, cancellation);
        RequireApp(appId);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await FindAsync(db, appId, cancellation) is { } settings ? CallbackState.Of(settings) : null;
    }

    /// <summary>The signing key, for the operation that answers it as the real service does; null when there is none.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.AppNotFound"/>.</exception>
    public async Task<string?> ReadKeyAsync(Actor actor, string appId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageCallbacks, cancellation);
        RequireApp(appId);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await FindAsync(db, appId, cancellation) is { } settings ? await CallbackKeys.OpenAsync(keys, settings, cancellation) : null;
    }

    /// <summary>Sets everything anew.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="appId">For which app.</param>
    /// <param name="wanted">The settings as they are to be.</param>
    /// <param name="seen">The <see cref="CallbackState.Version"/> that the person saw, <see cref="Guid.Empty"/> for no settings; null sets in any case.</param>
    /// <param name="cancellation">Ends the operation; nothing is changed then.</param>
    /// <exception cref="VodException">
    /// A refusal of <see cref="CallbackRules"/> or <see cref="EventTypes"/>; <see cref="ErrorCode.CallbackKeyMissing"/>;
    /// <see cref="ErrorCode.AppNotFound"/>; <see cref="ErrorCode.ChangedMeanwhile"/>.
    /// </exception>
    public async Task<CallbackState> SetAsync(Actor actor, string appId, NewCallback wanted, Guid? seen, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageCallbacks, cancellation);
        RequireApp(appId);
        CallbackRules.RequireUrl(wanted.Url, options.Value.AllowPrivateNetworks);
        var events = EventTypes.Clean(wanted.Events);
        if (events.Length > CallbackSettings.EventsLimit) throw new VodException(ErrorCode.CallbackEventUnknown, "…");
        if (wanted.Key is { Length: > 0 } key) CallbackRules.RequireKey(key);
        var wrapped = wanted.Key is { Length: > 0 } made ? await CallbackKeys.WrapAsync(keys, appId, made, cancellation) : null;

        return await ContendedSave.RunAsync(SaveAsync, cancellation, alsoInserts: true);

        async Task<CallbackState> SaveAsync()
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var settings = await FindAsync(db, appId, cancellation);
            if (seen is { } version && version != (settings?.Version ?? Guid.Empty)) throw new VodException(ErrorCode.ChangedMeanwhile);
            var before = settings is null ? null : Describe(settings);
            if (settings is null)
                db.CallbackSettings.Add(settings = new CallbackSettings { AppId = appId, Url = "", Events = "", ChangedBy = "", ChangedAt = default });
            var keeps = wanted.Key is null;
            if (!keeps) (settings.WrappedKey, settings.KekVersion) = (wrapped?.ToBytes(), wrapped?.KekVersion);
            if (wanted.IsSigned && settings.WrappedKey is null) throw new VodException(ErrorCode.CallbackKeyMissing);
            (settings.Url, settings.IsSigned, settings.Events) = (wanted.Url, wanted.IsSigned, events);
            (settings.ChangedBy, settings.ChangedAt) = (actor.Name, clock.GetUtcNow().UtcDateTime);
            audit.Add(
                db, actor, AuditAction.CallbackSet, new AuditTarget("callback", appId), before,
                new { settings.Url, settings.IsSigned, settings.Events, HasKey = settings.WrappedKey is not null, HasNewKey = wrapped is not null });
            await db.SaveChangesAsync(cancellation);
            return CallbackState.Of(settings);
        }
    }

    /// <summary>Tells nobody anything any more; what waits is given up. Without settings there is nothing to do.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.AppNotFound"/>.</exception>
    public async Task DeleteAsync(Actor actor, string appId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageCallbacks, cancellation);
        RequireApp(appId);
        await ContendedSave.RunAsync(
            async () =>
            {
                await using var db = await contexts.CreateDbContextAsync(cancellation);
                if (await FindAsync(db, appId, cancellation) is not { } settings) return;
                db.CallbackSettings.Remove(settings);
                audit.Add(db, actor, AuditAction.CallbackDeleted, new AuditTarget("callback", appId), Describe(settings), null);
                await db.SaveChangesAsync(cancellation);
            },
            cancellation);
    }

    private static Task<CallbackSettings?> FindAsync(VodDbContext db, string appId, CancellationToken cancellation) =>
        db.CallbackSettings.SingleOrDefaultAsync(settings => settings.AppId == appId, cancellation);

    private static object Describe(CallbackSettings settings) =>
        new { settings.Url, settings.IsSigned, settings.Events, HasKey = settings.WrappedKey is not null };

    private static void RequireApp(string appId)
    {
        if (appId != CallbackSettings.DefaultAppId) throw new VodException(ErrorCode.AppNotFound, appId, CallbackSettings.DefaultAppId);
    }
}

/// <summary>The settings as a person sees them.</summary>
/// <param name="AppId">The app.</param>
/// <param name="Url">The receiver.</param>
/// <param name="IsSigned">Whether notifications are signed.</param>
/// <param name="HasKey">Whether there is a key.</param>
/// <param name="Events">Which events, in the writing of <see cref="EventTypes"/>.</param>
/// <param name="ChangedBy">Who set it, by name.</param>
/// <param name="ChangedAt">When, UTC.</param>
/// <param name="Version">Tells two states apart.</param>
public sealed record CallbackState(
    string AppId, string Url, bool IsSigned, bool HasKey, string Events, string ChangedBy, DateTime ChangedAt, Guid Version)
{
    internal static CallbackState Of(CallbackSettings settings) => new(
        settings.AppId, settings.Url, settings.IsSigned, settings.WrappedKey is not null, settings.Events, settings.ChangedBy,
        settings.ChangedAt, settings.Version);
}

/// <summary>Settings as they are to be; <c>ToString</c> never shows the key.</summary>
/// <param name="url">The receiver.</param>
/// <param name="events">Which events, in the writing of <see cref="EventTypes"/>.</param>
/// <param name="isSigned">Whether to sign.</param>
/// <param name="key">The signing key; empty for none, null to keep the one that there is.</param>
public sealed class NewCallback(string url, string events, bool isSigned, string? key)
{
    /// <summary>The receiver.</summary>
    public string Url { get; } = url;

    /// <summary>Which events.</summary>
    public string Events { get; } = events;

    /// <summary>Whether to sign.</summary>
    public bool IsSigned { get; } = isSigned;

    /// <summary>The signing key; empty for none, null to keep the one that there is. Never to be logged.</summary>
    public string? Key { get; } = key;

    /// <inheritdoc/>
    public override string ToString() => Url;
}
