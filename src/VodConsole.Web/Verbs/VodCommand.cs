using System.CommandLine;

namespace VodConsole.Web.Verbs;

/// <summary>
/// The command line: <c>serve</c> unless a verb is named. Exit status 0 on success, 1 on a refused or failed operation,
/// 2 on wrong usage.
/// </summary>
internal static class VodCommand
{
    /// <summary>Runs what <paramref name="arguments"/> ask for and returns the exit status.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Create().Parse(arguments);
        // The root lets settings of the server pass; a verb has none, so there a word that nobody knows is a mistake.
        var unknown = IsServe(parsed) ? [] : parsed.UnmatchedTokens.Select(word => $"'{word}' is not known here.");
        var errors = parsed.Errors.Select(error => error.Message).Concat(unknown).ToList();
        if (errors.Count > 0)
        {
            foreach (var error in errors) await Console.Error.WriteLineAsync(error);
            await Console.Error.WriteLineAsync("See --help.");
            return Verb.WrongUsage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // The server's own host listens for the signals; the verbs get theirs from the token.
            ProcessTerminationTimeout = IsServe(parsed) ? null : TimeSpan.FromSeconds(10),
        });
    }

    private static bool IsServe(ParseResult parsed) =>
        parsed.CommandResult.Command.Name == ServeVerb.Name || parsed.CommandResult.Command is RootCommand;

    private static RootCommand Create()
    {
        var root = new RootCommand("VodConsole: encrypted video on demand. Without a verb it serves.");
        ServeVerb.AddTo(root);
        ImportVerb.AddTo(root);
        DoctorVerb.AddTo(root);
        KeysVerb.AddTo(root);
        AccessKeysVerb.AddTo(root);
        MigrateVerb.AddTo(root);
        UsersVerb.AddTo(root);
        return root;
    }
}
