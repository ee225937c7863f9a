using System.CommandLine;
using VodConsole.Sdk.Playback;

namespace VodConsole.Cli.Playback;

/// <summary><c>vod inspect URL</c>: would this stream play, and is it encrypted?</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var address = new Argument<Uri>("URL")
        {
            Description = "Address of a playlist (…/master.m3u8, or the PlayURL of GetPlayInfo) with its token, in quotes.",
            CustomParser = argument =>
            {
                if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var uri)
                    && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && HasHost(uri))
                    return uri;
                argument.AddError("URL must be an absolute http or https address.");
                return null;
            },
        };
        var all = new Option<bool>("--all") { Description = "Fetch and decrypt every segment instead of the first, middle and last of each rendition." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output." };
        var command = new Command("inspect",
            "Follow an encrypted HLS stream as a player does and report each rendition. Segments are decrypted in memory and checked; "
            + "nothing is saved. Exit status: 0 when the stream plays, 1 when it is refused, unreachable or damaged, 2 on wrong usage.")
        {
            address, all, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var depth = parsed.GetValue(all) ? InspectionDepth.All : InspectionDepth.Samples;
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(100) };
            try
            {
                var report = await new StreamInspector(http).InspectAsync(parsed.GetRequiredValue(address), depth, cancellation);
                Console.Out.Write(parsed.GetValue(json) ? ReportText.Json(report) : ReportText.Table(report));
                return 0;
            }
            catch (StreamException error)
            {
                if (parsed.GetValue(json)) Console.Out.Write(ReportText.Json(error));
                Console.Error.WriteLine(error.Message);
                return 1;
            }
        });
        return command;
    }

    // An address can be read whose host no network knows how to write, such as “…”.
    private static bool HasHost(Uri address)
    {
        try
        {
            return address.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }
}
