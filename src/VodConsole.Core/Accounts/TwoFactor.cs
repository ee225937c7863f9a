using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Audit;
using VodConsole.Core.Keys;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Accounts;

/// <summary>Lets a person add an authenticator app to their own account, and take it away.</summary>
public sealed class TwoFactor(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, SecondFactorCheck check, IAuditLog audit, IKeyEncryptionKey keys, TimeProvider clock)
{
    /// <summary>Recovery codes in a set.</summary>
    public const int RecoveryCodeCount = RecoveryCodes.Count;

    private const string Issuer = "VodConsole";

    /// <summary>How it stands.</summary>
    public async Task<TwoFactorState> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAccountAsync(actor, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var enabledAt = await db.SecondFactors.Where(factor => factor.UserId == actor.UserId).Select(factor => factor.EnabledAt)
            .SingleOrDefaultAsync(cancellation);
        return new TwoFactorState(enabledAt, await db.RecoveryCodes.CountAsync(code => code.UserId == actor.UserId, cancellation));
    }

    /// <summary>Makes a secret for an app. Nothing is asked for at sign-in before <see cref="EnableAsync"/>.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.ConfirmationNeeded"/>; <see cref="ErrorCode.TwoFactorEnabled"/>.</exception>
    public async Task<AuthenticatorSecret> BeginAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, cancellation);
        var userId = actor.UserId!.Value;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.SecondFactors.Where(factor => factor.UserId == userId && factor.EnabledAt == null).ExecuteDeleteAsync(cancellation);
        if (await db.SecondFactors.AnyAsync(factor => factor.UserId == userId, cancellation)) throw new VodException(ErrorCode.TwoFactorEnabled);
        using var made = await keys.GenerateAsync(KeyPurpose.SecondFactor, SecondFactorCheck.ContextOf(userId), TotpCode.SecretLength, cancellation);
        db.SecondFactors.Add(new SecondFactor { UserId = userId, Wrapped = made.Wrapped.ToBytes(), KekVersion = made.Wrapped.KekVersion });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new AuthenticatorSecret(Issuer, actor.Name, made.Plaintext);
    }

    /// <summary>From now on a sign-in asks for a code of the app.</summary>
    /// <param name="actor">Whose account it is.</param>
    /// <param name="code">What the app shows, as a proof that it has the secret.</param>
    /// <param name="cancellation">Ends the operation; nothing is changed then.</param>
    /// <returns>The recovery codes, this once.</returns>
    /// <exception cref="VodException"><see cref="ErrorCode.ConfirmationNeeded"/>; <see cref="ErrorCode.CodeWrong"/>; <see cref="ErrorCode.TwoFactorEnabled"/>.</exception>
    public async Task<IReadOnlyList<string>> EnableAsync(Actor actor, string code, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, cancellation);
        var userId = actor.UserId!.Value;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var factor = await db.SecondFactors.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == userId, cancellation);
        if (factor?.EnabledAt is not null) throw new VodException(ErrorCode.TwoFactorEnabled);
        if (factor is null || await check.FindStepAsync(factor, code, cancellation) is not { } step) throw new VodException(ErrorCode.CodeWrong);
        var now = clock.GetUtcNow().UtcDateTime;
        var enabled = await db.SecondFactors.Where(row => row.UserId == userId && row.EnabledAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EnabledAt, now).SetProperty(row => row.LastStep, step), cancellation);
        if (enabled == 0) throw new VodException(ErrorCode.TwoFactorEnabled);
        audit.Add(db, actor, AuditAction.TwoFactorEnabled, TargetOf(actor), null, null);
        var codes = await RecoveryCodes.ReplaceAsync(db, userId, cancellation);
        await transaction.CommitAsync(cancellation);
        return codes;
    }

    /// <summary>Makes new recovery codes; the old ones count no more.</summary>
    /// <returns>The codes, this once.</returns>
    /// <exception cref="VodException"><see cref="ErrorCode.ConfirmationNeeded"/>; <see cref="ErrorCode.TwoFactorDisabled"/>.</exception>
    public async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, cancellation);
        var userId = actor.UserId!.Value;
        if (!await check.IsEnabledAsync(userId, cancellation)) throw new VodException(ErrorCode.TwoFactorDisabled);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        audit.Add(db, actor, AuditAction.RecoveryCodesRenewed, TargetOf(actor), null, null);
        var codes = await RecoveryCodes.ReplaceAsync(db, userId, cancellation);
        await transaction.CommitAsync(cancellation);
        return codes;
    }

    /// <summary>From now on the password alone signs in. Done already counts as done.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.ConfirmationNeeded"/>.</exception>
    public async Task DisableAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await RemoveAsync(db, actor.UserId!.Value, cancellation))
            audit.Add(db, actor, AuditAction.TwoFactorDisabled, TargetOf(actor), null, null);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Takes secret and recovery codes away inside the caller's transaction.</summary>
    /// <returns>Whether the account had a second factor.</returns>
    internal static async Task<bool> RemoveAsync(VodDbContext db, Guid userId, CancellationToken cancellation)
    {
        await db.RecoveryCodes.Where(code => code.UserId == userId).ExecuteDeleteAsync(cancellation);
        return await db.SecondFactors.Where(factor => factor.UserId == userId).ExecuteDeleteAsync(cancellation) > 0;
    }

    private static AuditTarget TargetOf(Actor actor) => new("user", actor.UserId!.Value.ToString("N"), actor.Name);
}

/// <summary>How an account's second factor stands.</summary>
/// <param name="EnabledAt">Since when a sign-in asks for a code, UTC; null when it does not.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes are unused.</param>
public sealed record TwoFactorState(DateTime? EnabledAt, int RecoveryCodesLeft)
{
    /// <summary>Whether a sign-in asks for a code.</summary>
    public bool IsEnabled => EnabledAt is not null;
}

/// <summary>A new secret for an authenticator app; <c>ToString</c> never shows it.</summary>
public sealed class AuthenticatorSecret
{
    internal AuthenticatorSecret(string issuer, string account, byte[] secret)
    {
        Key = TotpCode.Base32(secret);
        Uri = $"otpauth://totp/{System.Uri.EscapeDataString(issuer)}:{System.Uri.EscapeDataString(account)}"
            + $"?secret={Key}&issuer={System.Uri.EscapeDataString(issuer)}&digits={TotpCode.Digits}&period={TotpCode.Period}";
    }

    /// <summary>For typing into an app.</summary>
    public string Key { get; }

    /// <summary>For apps, as a QR code.</summary>
    public string Uri { get; }

    /// <inheritdoc/>
    public override string ToString() => "***";
}
