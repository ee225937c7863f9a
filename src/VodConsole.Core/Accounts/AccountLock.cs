namespace VodConsole.Core.Accounts;

/// <summary>
/// The two kinds of lock that one column holds. A lock by an administrator ends everything that the account does. A lock by too many wrong passwords
/// refuses passwords and codes for a while and nothing else: otherwise whoever knows an e-mail address could stop that account's programs.
/// </summary>
public static class AccountLock
{
    /// <summary>The end of a lock that an administrator set: never.</summary>
    public static readonly DateTimeOffset ByHand = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether an administrator set it.</summary>
    /// <param name="until">The account's <c>LockoutEnd</c>; null when it is not locked.</param>
    public static bool IsByHand(DateTimeOffset? until) => until >= ByHand;
}
