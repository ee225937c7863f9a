using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Accounts;

/// <summary>
/// A sign-in that goes on: what the cookie names. Without its row a cookie is worth nothing, and only here does it stand when the
/// person last confirmed that it is they.
/// </summary>
public sealed class SignInSession
{
    /// <summary>Characters kept of what the browser calls itself.</summary>
    public const int BrowserLimit = 256;

    /// <summary>Random; in the cookie, which is encrypted, and nowhere else.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose session it is.</summary>
    public required Guid UserId { get; init; }

    /// <summary>How the person proved who they are.</summary>
    public required SignInMethod Method { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime SignedInAt { get; init; }

    /// <summary>The remote address of that time.</summary>
    public string? Address { get; init; }

    /// <summary>What the browser called itself, cut to <see cref="BrowserLimit"/>; for the person to recognise it.</summary>
    public string? Browser { get; init; }

    /// <summary>When the person last confirmed in this session that it is they, UTC; null for never.</summary>
    public DateTime? ConfirmedAt { get; set; }
}

/// <summary>What a person signed in with.</summary>
public enum SignInMethod
{
    /// <summary>The password alone.</summary>
    Password,
    /// <summary>A first step, and a code of an authenticator app.</summary>
    AuthenticatorCode,
    /// <summary>A first step, and a recovery code.</summary>
    RecoveryCode,
    /// <summary>A passkey, which stands for both steps.</summary>
    Passkey,
    /// <summary>An OpenID Connect provider.</summary>
    OpenIdConnect,
}

internal sealed class SignInSessionConfiguration : IEntityTypeConfiguration<SignInSession>
{
    public void Configure(EntityTypeBuilder<SignInSession> builder)
    {
        builder.ToTable("SignInSessions");
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Address).HasMaxLength(64);
        builder.Property(session => session.Browser).HasMaxLength(SignInSession.BrowserLimit);
        builder.HasOne<VodUser>().WithMany().HasForeignKey(session => session.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(session => new { session.UserId, session.SignedInAt });
    }
}
