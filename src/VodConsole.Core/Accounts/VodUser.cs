using Microsoft.AspNetCore.Identity;

namespace VodConsole.Core.Accounts;

/// <summary>A person who signs in to the console.</summary>
public sealed class VodUser : IdentityUser<Guid>
{
    /// <summary>When the account was made, UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When the person last signed in, UTC; null before the first time.</summary>
    public DateTime? LastSignInAt { get; set; }
}
