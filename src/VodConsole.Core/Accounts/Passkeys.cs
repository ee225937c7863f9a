using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Accounts;

/// <summary>
/// The passkeys of a person's own account, which Identity stores: public keys, nothing secret. Adding one is a way to stay after the
/// session is over, and taking one away may lock its owner out; both need a confirmation.
/// </summary>
public sealed class Passkeys(IServiceScopeFactory scopes, AccessGuard guard, IAuditLog audit)
{
    /// <summary>Passkeys of one account at most.</summary>
    public const int PerAccountLimit = 10;

    /// <summary>Characters in a name.</summary>
    public const int NameLimit = 60;

    /// <summary>The person's passkeys, oldest first.</summary>
    public async Task<IReadOnlyList<PasskeyRow>> ListAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAccountAsync(actor, cancellation);
        await using var scope = scopes.CreateAsyncScope();
        var (users, user) = await OpenAsync(scope, actor);
        return [.. (await users.GetPasskeysAsync(user)).OrderBy(passkey => passkey.CreatedAt).Select(passkey => new PasskeyRow(
            Base64Url.EncodeToString(passkey.CredentialId), passkey.Name ?? "", passkey.CreatedAt.UtcDateTime, passkey.IsBackedUp))];
    }

    /// <summary>Returns when the person may add one now: asked before the browser is, which would ask in vain.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.ConfirmationNeeded"/>; <see cref="ErrorCode.PasskeysExceeded"/>.</exception>
    public async Task RequireReadyAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, cancellation);
        if ((await ListAsync(actor, cancellation)).Count >= PerAccountLimit) throw new VodException(ErrorCode.PasskeysExceeded, PerAccountLimit);
    }

    /// <summary>Adds a passkey whose answer has been checked.</summary>
    /// <exception cref="VodException">As <see cref="RequireReadyAsync"/>; <see cref="ErrorCode.PasskeyNameInvalid"/>.</exception>
    public async Task AddAsync(Actor actor, UserPasskeyInfo passkey, string name, CancellationToken cancellation)
    {
        await RequireReadyAsync(actor, cancellation);
        passkey.Name = Checked(name);
        await using var scope = scopes.CreateAsyncScope();
        var (users, user) = await OpenAsync(scope, actor);
        Note(scope, actor, user, AuditAction.PasskeyAdded, null, new { passkey.Name });
        (await users.AddOrUpdatePasskeyAsync(user, passkey)).ThrowIfRefused(user.Email!);
    }

    /// <summary>Gives a passkey another name.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.PasskeyNotFound"/>; <see cref="ErrorCode.PasskeyNameInvalid"/>.</exception>
    public async Task RenameAsync(Actor actor, string id, string name, CancellationToken cancellation)
    {
        await guard.RequireAccountAsync(actor, cancellation);
        var clean = Checked(name);
        await using var scope = scopes.CreateAsyncScope();
        var (users, user) = await OpenAsync(scope, actor);
        var passkey = await FindAsync(users, user, id);
        Note(scope, actor, user, AuditAction.PasskeyRenamed, new { passkey.Name }, new { Name = clean });
        passkey.Name = clean;
        (await users.AddOrUpdatePasskeyAsync(user, passkey)).ThrowIfRefused(user.Email!);
    }

    /// <summary>Takes a passkey away; it signs nobody in any more.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.ConfirmationNeeded"/>; <see cref="ErrorCode.PasskeyNotFound"/>.</exception>
    public async Task RemoveAsync(Actor actor, string id, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, cancellation);
        await using var scope = scopes.CreateAsyncScope();
        var (users, user) = await OpenAsync(scope, actor);
        var passkey = await FindAsync(users, user, id);
        Note(scope, actor, user, AuditAction.PasskeyRemoved, new { passkey.Name }, null);
        (await users.RemovePasskeyAsync(user, passkey.CredentialId)).ThrowIfRefused(user.Email!);
    }

    private static async Task<(UserManager<VodUser> Users, VodUser User)> OpenAsync(AsyncServiceScope scope, Actor actor)
    {
        var users = scope.ServiceProvider.GetRequiredService<UserManager<VodUser>>();
        return (users, await users.FindByIdAsync(actor.UserId!.Value.ToString()) ?? throw new VodException(ErrorCode.NotSignedIn));
    }

    private static async Task<UserPasskeyInfo> FindAsync(UserManager<VodUser> users, VodUser user, string id) =>
        Base64Url.IsValid(id) && await users.GetPasskeyAsync(user, Base64Url.DecodeFromChars(id)) is { } passkey
            ? passkey
            : throw new VodException(ErrorCode.PasskeyNotFound);

    // Identity's store saves the same context, and this with it.
    private void Note(AsyncServiceScope scope, Actor actor, VodUser user, string action, object? before, object? after) =>
        audit.Add(
            scope.ServiceProvider.GetRequiredService<VodDbContext>(), actor, action, new AuditTarget("user", user.Id.ToString("N"), user.Email), before, after);

    private static string Checked(string name) => name.Trim() is { Length: > 0 and <= NameLimit } clean
        ? clean
        : throw new VodException(ErrorCode.PasskeyNameInvalid, NameLimit);
}

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">Its credential id, base64url.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">When it was added, UTC.</param>
/// <param name="IsSynced">Whether its maker keeps a copy elsewhere, so that it survives the loss of the device.</param>
public sealed record PasskeyRow(string Id, string Name, DateTime CreatedAt, bool IsSynced);
