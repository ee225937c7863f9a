using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Data;
using VodConsole.Web.Hosting;

namespace VodConsole.Web.Verbs;

/// <summary>
/// The frame of a verb that does one thing and ends: services, refusals, exit status, and the <c>--json</c> convention
/// (one JSON object on standard output, everything else on standard error).
/// </summary>
internal static class Verb
{
    /// <summary>Exit status: done.</summary>
    public const int Success = 0;

    /// <summary>Exit status: refused or failed.</summary>
    public const int Failed = 1;

    /// <summary>Exit status: the command line was wrong.</summary>
    public const int WrongUsage = 2;

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        // The output goes to a terminal or a program, never into a page: characters stay as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>
    /// Gives <paramref name="command"/> the option <c>--json</c> and a body. The body gets the services of one scope and returns
    /// what to print; refusals become exit status 1. Verbs that mend the key ring or do without it say so by
    /// <paramref name="opensKeys"/>; for all others it must fit, as for the server. Only <c>migrate</c> prepares the database itself.
    /// One that is about <paramref name="isAboutWhatThereIs"/> begins no new installation. <paramref name="configure"/> adds services that this
    /// verb alone needs.
    /// </summary>
    public static Command SetBody(
        this Command command, Func<IServiceProvider, ParseResult, CancellationToken, Task<VerbResult>> body,
        bool opensKeys = true, bool preparesDatabase = true, bool isAboutWhatThereIs = false, Action<WebApplicationBuilder>? configure = null) =>
        command.SetPlainBody(async (parsed, cancellation) =>
        {
            var builder = VodHost.CreateBuilder([]);
            builder.Logging.ClearProviders().AddSimpleConsole(options => options.SingleLine = true)
                .AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace)
                .SetMinimumLevel(LogLevel.Warning);
            configure?.Invoke(builder);
            Settings.Check(builder);
            await using var app = builder.Build();
            if (isAboutWhatThereIs) RequireInstallation(app);
            if (preparesDatabase) await app.PrepareDatabaseAsync(ownsDatabase: false, cancellation);
            if (opensKeys) await app.PrepareKeysAsync(cancellation);
            await using var scope = app.Services.CreateAsyncScope();
            return await body(scope.ServiceProvider, parsed, cancellation);
        });

    /// <summary>As <see cref="SetBody"/>, for a verb that has nothing to do with the installation at hand.</summary>
    public static Command SetPlainBody(this Command command, Func<ParseResult, CancellationToken, Task<VerbResult>> body)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output." };
        command.Add(json);
        command.SetAction((parsed, cancellation) => AnswerAsync(parsed.GetValue(json), async () =>
        {
            var result = await body(parsed, cancellation);
            await Console.Out.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(result.Json, JsonOptions) : result.Text);
            return result.Ok ? Success : Failed;
        }, cancellation));
        return command;
    }

    /// <summary>Runs <paramref name="body"/>; a refusal or a wrong setting is told on standard error and is exit status 1.</summary>
    public static async Task<int> AnswerAsync(bool json, Func<Task<int>> body, CancellationToken cancellation)
    {
        try
        {
            return await body();
        }
        catch (VodException refusal)
        {
            await Console.Error.WriteLineAsync(RefusalText.For(refusal.Code, refusal.Arguments, CultureInfo.CurrentUICulture));
            if (json) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { ok = false, error = refusal.Code }, JsonOptions));
            return Failed;
        }
        catch (SettingsException settings)
        {
            await Console.Error.WriteLineAsync("The configuration has errors:");
            foreach (var error in settings.Errors) await Console.Error.WriteLineAsync($"  {error}");
            if (json) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { ok = false, errors = settings.Errors }, JsonOptions));
            return Failed;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Cancelled.");
            return Failed;
        }
        catch (Exception failure) when (FaultOfTheMachine(failure) is not null)
        {
            // Not of the program: its own words say most, and where in the program it happened says nothing.
            var fault = FaultOfTheMachine(failure)!;
            await Console.Error.WriteLineAsync($"{(fault is DbException ? "The database cannot be used" : "Failed")}: {fault.Message}");
            if (json) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { ok = false, message = fault.Message }, JsonOptions));
            return Failed;
        }
    }

    private static Exception? FaultOfTheMachine(Exception? failure)
    {
        while (failure is not (null or DbException or IOException or UnauthorizedAccessException or SocketException)) failure = failure.InnerException;
        return failure;
    }

    private static void RequireInstallation(WebApplication app)
    {
        var data = app.Services.GetRequiredService<DataDirectory>();
        var database = app.Services.GetRequiredService<DatabaseOptions>();
        if (database is { Provider: DatabaseProvider.Sqlite, ConnectionString: null or "" } && !File.Exists(data.Database))
            throw new SettingsException([$"{DataDirectoryLocation.Setting}: there is no installation in {data.Root}. Name the directory that holds vodconsole.db."]);
    }
}

/// <summary>What a verb prints.</summary>
/// <param name="Json">The one object for <c>--json</c>; an anonymous object is fine.</param>
/// <param name="Text">For people; may have several lines.</param>
/// <param name="Ok">Whether the exit status is 0.</param>
internal sealed record VerbResult(object Json, string Text, bool Ok = true);
