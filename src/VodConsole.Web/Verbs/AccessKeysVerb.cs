using System.CommandLine;
using System.Globalization;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;

namespace VodConsole.Web.Verbs;

/// <summary>Access keys without a browser.</summary>
internal static class AccessKeysVerb
{
    private static readonly Option<string> User = new("--user") { Description = "E-mail address of the account.", Required = true };
    private static readonly Option<string> OnlyUser = new("--user") { Description = "Only the keys of this account." };
    private static readonly Option<string> Note = new("--note") { Description = "What it is for.", DefaultValueFactory = _ => "" };
    private static readonly Option<string> Id = new("--id") { Description = "The AccessKeyId.", Required = true };

    /// <summary>Adds the verb.</summary>
    public static void AddTo(RootCommand root) => root.Add(new Command("access-keys", "Makes, lists and ends access keys for programs that call the API.")
    {
        new Command("create", "Makes an access key and prints its secret, this once.") { User, Note }.SetBody(CreateAsync, isAboutWhatThereIs: true),
        new Command("list", "Lists access keys, newest first.") { OnlyUser }.SetBody(ListAsync, isAboutWhatThereIs: true),
        Change("disable", "Turns an access key off; counts from the next request on.",
            (keys, id, cancellation) => keys.SetDisabledAsync(Actor.CommandLine, id, isDisabled: true, cancellation)),
        Change("enable", "Turns an access key on again.",
            (keys, id, cancellation) => keys.SetDisabledAsync(Actor.CommandLine, id, isDisabled: false, cancellation)),
        Change("delete", "Deletes an access key for good.",
            (keys, id, cancellation) => keys.DeleteAsync(Actor.CommandLine, id, cancellation)),
    });

    private static async Task<VerbResult> CreateAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var made = await services.GetRequiredService<AccessKeys>().CreateAsync(
            Actor.CommandLine, parsed.GetRequiredValue(User), AccessKeyLimits.None with { Note = parsed.GetValue(Note) ?? "" }, cancellation);
        return new VerbResult(
            new Dictionary<string, string> { ["AccessKeyId"] = made.Id, ["AccessKeySecret"] = made.Secret },
            $"AccessKeyId      {made.Id}\nAccessKeySecret  {made.Secret}");
    }

    private static async Task<VerbResult> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var rows = await services.GetRequiredService<AccessKeys>().ListAsync(Actor.CommandLine, cancellation);
        if (parsed.GetValue(OnlyUser) is { Length: > 0 } only)
            rows = [.. rows.Where(row => row.User.Equals(only.Trim(), StringComparison.OrdinalIgnoreCase))];
        var lines = rows.Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Id}  {(row.IsExpired ? "expired" : row.IsDisabled ? "disabled" : "active"),-8}  {row.User}  {row.Note}").TrimEnd());
        return new VerbResult(new { accessKeys = rows }, rows.Count == 0 ? "There are no access keys." : string.Join('\n', lines));
    }

    private static Command Change(string name, string description, Func<AccessKeys, string, CancellationToken, Task> change) =>
        new Command(name, description) { Id }.SetBody(async (services, parsed, cancellation) =>
        {
            var id = parsed.GetRequiredValue(Id);
            await change(services.GetRequiredService<AccessKeys>(), id, cancellation);
            return new VerbResult(new { ok = true, AccessKeyId = id }, "Done.");
        }, isAboutWhatThereIs: true);
}
