using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Web.Transcoding;

namespace VodConsole.Web.Verbs;

/// <summary><c>import FILE</c>: brings a file of this machine into the library.</summary>
internal static class ImportVerb
{
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "The media file. It is copied; the original stays." };
    private static readonly Option<string?> Title = new("--title") { Description = "Its title; without it the file's name.", HelpName = "TEXT" };
    private static readonly Option<string?> Category = new("--category") { Description = "An existing category, by name or number.", HelpName = "NAME" };
    private static readonly Option<TemplateGroup?> Group = new("--group")
    {
        Description = "ladder: re-encode to the default renditions. original: repackage without re-encoding. Or the id of a template group. Without it the default group.",
        CustomParser = ReadGroup,
        HelpName = "GROUP",
    };

    private static readonly Option<bool> Wait = new("--wait")
    {
        Description = "Wait until the transcoding has ended. With no server running, do the transcoding here.",
    };

    /// <summary>Adds the verb.</summary>
    public static void AddTo(RootCommand root)
    {
        root.Add(new Command("import",
            "Brings a media file into the library and queues its transcoding. A server that runs on the same data begins within a second; "
            + "with none running the task waits for the next start, unless --wait is given. Exit status 1 when the file is refused or, "
            + "with --wait, when its transcoding fails.")
        {
            File, Title, Category, Group, Wait,
        }.SetBody(RunAsync, configure: builder => builder.AddServerWorker()));
    }

    private static TemplateGroup? ReadGroup(ArgumentResult result)
    {
        if (TemplateGroup.TryRead(result.Tokens[0].Value, out var group)) return group.Value;
        result.AddError($"“{result.Tokens[0].Value}” is no template group. Write ladder, original, or the id of a group.");
        return null;
    }

    private static async Task<VerbResult> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<VodDbContext>>();
        var imported = await services.GetRequiredService<VideoImport>().RunAsync(
            Actor.CommandLine,
            new FileImport(parsed.GetRequiredValue(File).FullName)
            {
                Title = parsed.GetValue(Title),
                CategoryId = await FindCategoryAsync(contexts, parsed.GetValue(Category), cancellation),
                Group = parsed.GetValue(Group),
            },
            cancellation);
        if (imported.Status == VideoStatus.Transcoding)
        {
            var work = new ImportWork(services);
            if (parsed.GetValue(Wait)) await work.FinishAsync(imported.VideoId, cancellation);
            else if (!await work.HasServerAsync(cancellation))
                await Console.Error.WriteLineAsync("No server is running here; the transcoding waits for the next start. Use --wait to do it now.");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var video = await db.Videos.AsNoTracking().SingleAsync(one => one.Id == imported.VideoId, cancellation);
        var reason = video.Failure?.In(CultureInfo.CurrentUICulture);
        var videoId = video.Id.ToString("N");
        return reason is null
            ? new VerbResult(new { videoId, status = video.Status }, $"{videoId} {video.Status}")
            : new VerbResult(new { videoId, status = video.Status, reason }, $"{videoId} {video.Status}: {reason}", Ok: false);
    }

    private static async Task<int?> FindCategoryAsync(IDbContextFactory<VodDbContext> contexts, string? wanted, CancellationToken cancellation)
    {
        if (wanted is null) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var number = int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
        var found = await db.Categories.Where(category => category.Id == number || category.Name == wanted)
            .Select(category => category.Id).ToListAsync(cancellation);
        return found is [var only] ? only : throw new VodException(ErrorCode.CategoryNotFound);
    }
}
