namespace VodConsole.Core.Accounts;

/// <summary>
/// Who asks for an operation: the first parameter of every use case. It carries identity, not rights; <see cref="AccessGuard"/> looks
/// those up each time. Only a request of the API, which is over in a moment, brings the role that it was admitted with.
/// </summary>
/// <param name="UserId">The account, or null for <see cref="CommandLine"/> and <see cref="System"/>.</param>
/// <param name="Name">The name written into the audit log: the e-mail address, or what acted.</param>
/// <param name="Address">The remote address, where there is one.</param>
/// <param name="Admitted">The operation of the API that it is under way with; null everywhere else.</param>
/// <param name="SessionId">The session of the console that it acts in; null everywhere else.</param>
public sealed record Actor(Guid? UserId, string Name, string? Address = null, AdmittedOperation? Admitted = null, Guid? SessionId = null)
{
    /// <summary>A verb run by whoever can read the server's data directory; allowed everything.</summary>
    public static Actor CommandLine { get; } = new(null, "command line");

    /// <summary>The service itself: workers and maintenance; allowed everything.</summary>
    public static Actor System { get; } = new(null, "system");

    /// <summary>Whether this is the server itself rather than a person.</summary>
    public bool IsTrusted => ReferenceEquals(this, CommandLine) || ReferenceEquals(this, System);
}

/// <summary>An operation of the API that the gateway has admitted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">The role that counts: the account's at that moment, or the lower one that its temporary access key was made for.</param>
public sealed record AdmittedOperation(string Name, Role Role);
