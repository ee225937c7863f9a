using System.CommandLine;
using VodConsole.Web.Hosting;

namespace VodConsole.Web.Verbs;

/// <summary>Runs the server until it is told to stop. The default verb.</summary>
internal static class ServeVerb
{
    /// <summary>The verb's name.</summary>
    public const string Name = "serve";

    /// <summary>Adds the verb, and makes it what a bare command line does.</summary>
    public static void AddTo(RootCommand root)
    {
        var serve = new Command(Name, "Runs the server. Settings may follow as --Section:Name=value or --urls=…");
        foreach (var command in (Command[])[root, serve])
        {
            command.TreatUnmatchedTokensAsErrors = false;
            command.SetAction((parsed, cancellation) => RunAsync([.. parsed.UnmatchedTokens], cancellation));
        }

        root.Add(serve);
    }

    private static async Task<int> RunAsync(string[] settings, CancellationToken cancellation)
    {
        // An unmatched word is a misspelt verb; an unmatched option is a setting.
        if (settings is [var word, ..] && !word.StartsWith('-'))
        {
            await Console.Error.WriteLineAsync($"Unknown verb '{word}'. See --help.");
            return Verb.WrongUsage;
        }

        return await Verb.AnswerAsync(json: false, async () =>
        {
            var builder = VodHost.CreateBuilder(settings);
            builder.AddServer();
            Settings.Check(builder);
            RequireAddresses(builder.Configuration["urls"]);
            await using var app = builder.Build();
            app.UseServer();
            await app.PrepareAsync(cancellation);
            try
            {
                await app.RunAsync();
            }
            catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
            {
                // Told to stop while it was starting.
            }

            return Verb.Success;
        }, cancellation);
    }

    private static void RequireAddresses(string? urls)
    {
        var wrong = (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(url => !IsAddress(url)).ToList();
        if (wrong.Count > 0) throw new SettingsException([.. wrong.Select(url => $"urls has “{url}”; allowed are addresses like http://127.0.0.1:5080.")]);
    }

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: >= 0 and <= ushort.MaxValue };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
