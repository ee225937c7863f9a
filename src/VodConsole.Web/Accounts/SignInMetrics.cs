using System.Diagnostics.Metrics;

namespace VodConsole.Web.Accounts;

/// <summary>Counts attempts to sign in, under the meter <c>VodConsole.Accounts</c>.</summary>
internal sealed class SignInMetrics
{
    private readonly Counter<long> _attempts;

    public SignInMetrics(IMeterFactory meters) => _attempts = meters.Create("VodConsole.Accounts")
        .CreateCounter<long>("vodconsole.accounts.sign_ins", "{attempt}", "Attempts to sign in, by outcome: done, refused, locked.");

    /// <summary>Counts one attempt.</summary>
    /// <param name="outcome"><c>done</c>, <c>refused</c> or <c>locked</c>.</param>
    public void Count(string outcome) => _attempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
