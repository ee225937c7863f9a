using System.CommandLine;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;

namespace VodConsole.Web.Verbs;

/// <summary>Access keys without a browser.</summary>
internal static class AccessKeysVerb
{
    private static readonly Option<string> User = new("--user") { Description = "E-mail address of the account.", Required = true };
    private static readonly Option<string> Note = new("--note") { Description = "What it is for.", DefaultValueFactory = _ => "" };

    /// <summary>Adds the verb.</summary>
    public static void AddTo(RootCommand root) => root.Add(new Command("access-keys", "Makes access keys for programs that call the API.")
    {
        new Command("create", "Makes an access key and prints its secret, this once.") { User, Note }.SetBody(CreateAsync),
    });

    private static async Task<VerbResult> CreateAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var made = await services.GetRequiredService<AccessKeys>().CreateAsync(
            Actor.CommandLine, parsed.GetRequiredValue(User), AccessKeyLimits.None with { Note = parsed.GetValue(Note) ?? "" }, cancellation);
        return new VerbResult(
            new Dictionary<string, string> { ["AccessKeyId"] = made.Id, ["AccessKeySecret"] = made.Secret },
            $"AccessKeyId      {made.Id}\nAccessKeySecret  {made.Secret}");
    }
}
