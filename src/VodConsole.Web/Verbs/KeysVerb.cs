using System.CommandLine;
using System.Globalization;
using System.Text;
using VodConsole.Core.Accounts;
using VodConsole.Core.Keys;

namespace VodConsole.Web.Verbs;

/// <summary>
/// Takes the key-encryption keys to safety and brings them back. The passphrase comes on standard input, never as an
/// argument, where every process of the machine could read it.
/// </summary>
internal static class KeysVerb
{
    /// <summary>Adds the verb.</summary>
    public static void AddTo(RootCommand root) => root.Add(new Command("keys", "Exports, imports and describes the key-encryption keys.")
    {
        Export(),
        Import(),
        new Command("status", "Says which keys there are and whether they fit the database; never shows them.")
            .SetBody(StatusAsync, opensKeys: false, isAboutWhatThereIs: true),
    });

    private static Command Export()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file to write; it must not exist yet." };
        file.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo>()?.Exists == true) result.AddError($"{result.GetValueOrDefault<FileInfo>()} exists already.");
        });
        var export = new Command("export", "Writes the keys into a file sealed by the passphrase on standard input.") { file };
        return export.SetBody(async (services, parsed, cancellation) =>
        {
            var target = parsed.GetRequiredValue(file);
            var content = await services.GetRequiredService<KeyRingExport>()
                .SealAsync(Actor.CommandLine, await ReadPassphraseAsync(cancellation), cancellation);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var stream = new FileStream(target.FullName, options);
            await stream.WriteAsync(content, cancellation);
            stream.Flush(flushToDisk: true);
            return new VerbResult(
                new { ok = true, file = target.FullName },
                $"Wrote {target.FullName}. Keep it and its passphrase in different places, neither of them on this machine.");
        }, opensKeys: false, isAboutWhatThereIs: true);
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file that keys export wrote." }.AcceptExistingOnly();
        var import = new Command("import", "Puts exported keys back; never overwrites other keys. The passphrase comes on standard input.") { file };
        return import.SetBody(async (services, parsed, cancellation) =>
        {
            var changed = await services.GetRequiredService<KeyRingImport>().OpenAsync(
                Actor.CommandLine, await ReadExportAsync(parsed.GetRequiredValue(file), cancellation),
                await ReadPassphraseAsync(cancellation), cancellation);
            return new VerbResult(
                new { ok = true, changed },
                changed ? "The keys are back." : "These keys were there already; nothing changed.");
        }, opensKeys: false, isAboutWhatThereIs: true);
    }

    private static async Task<VerbResult> StatusAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var report = await services.GetRequiredService<KeyRingStatus>().ReadAsync(Actor.CommandLine, cancellation);
        var ok = report.Health is KeyRingHealth.Fits or KeyRingHealth.NotMade;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{report.Path}: {report.Health}; keys of videos: {report.DataKeys}");
        foreach (var version in report.Versions)
            text.Append(CultureInfo.InvariantCulture, $"\n{version.Purpose} {version.Version}: {version.State}, made {version.CreatedAt:u}");
        return new VerbResult(
            new { ok, path = report.Path, health = report.Health, dataKeys = report.DataKeys, versions = report.Versions }, text.ToString(), ok);
    }

    // One byte more than the limit, so that a longer file is refused as what it is and not read as a shorter one.
    private static async Task<byte[]> ReadExportAsync(FileInfo file, CancellationToken cancellation)
    {
        await using var stream = file.OpenRead();
        var buffer = new byte[Math.Min(stream.Length, KeyRingImport.SizeLimit + 1)];
        await stream.ReadExactlyAsync(buffer, cancellation);
        return buffer;
    }

    private static async Task<string> ReadPassphraseAsync(CancellationToken cancellation)
    {
        if (!Console.IsInputRedirected) await Console.Error.WriteAsync("Passphrase: ");
        return await Console.In.ReadLineAsync(cancellation) ?? "";
    }
}
