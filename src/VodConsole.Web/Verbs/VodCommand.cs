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
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("See --help.");
            return Verb.WrongUsage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // The server's own host listens for the signals; the verbs get theirs from the token.
            ProcessTerminationTimeout = parsed.CommandResult.Command.Name == ServeVerb.Name || parsed.CommandResult.Command is RootCommand
                ? null
                : TimeSpan.FromSeconds(10),
        });
    }

    private static RootCommand Create()
    {
        var root = new RootCommand("VodConsole: encrypted video on demand. Without a verb it serves.");
        ServeVerb.AddTo(root);
        KeysVerb.AddTo(root);
        MigrateVerb.AddTo(root);
        return root;
    }
}
