using VodConsole.Core.Media;
using VodConsole.Core.Media.Search;
using VodConsole.Core.Playback;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol.Signing;
using VodConsole.Web.ApiAccess;
using VodConsole.Web.Media;

namespace VodConsole.Fuzz;

/// <summary>
/// What reads the values of single parameters, headers and addresses; in contrast to <see cref="GatewayParsers"/>, which reads the request around them.
/// </summary>
internal static class ValueParsers
{
    /// <summary>Tries one input with the parser of that letter; others do nothing.</summary>
    public static void Try(char parser, string input)
    {
        try
        {
            switch (parser)
            {
                case 'm': MatchFilter.Of(MatchParser.Parse(input)); break;
                case 's': Scroll(input); break;
                case 't': Templates(input); break;
                case 'u': UserData(input); break;
                case 'v': VideoUpdate.Read(input); break;
                case 'n': TusMetadata.Parse(input).ToUpload(1); break;
                case 'k': AddressKey(input); break;
                case 'o': PlaybackTokenText.Read(input)?.Claims(); break;
                default: break;
            }
        }
        catch (VodException)
        {
            // Refused.
        }
    }

    private static void Scroll(string input)
    {
        if (ScrollPosition.Parse(input) is { } read)
            FuzzException.Require(ScrollPosition.Parse(read.ToString()) == read, "another position after writing");
    }

    private static void Templates(string input)
    {
        foreach (var draft in TemplateDocument.ReadList(input))
        {
            var written = TemplateDocument.WriteChecked(draft.Settings);
            FuzzException.Require(TemplateDocument.Write(TemplateDocument.Read(written)) == written, "another template after writing");
        }
    }

    private static void UserData(string input)
    {
        var read = VideoUserData.Parse(input);
        FuzzException.Require(read.CallbackUrl is null or { Scheme: "http" or "https" }, "an address that is not of the web");
        FuzzException.Require(read.Extend is null or ['{', .., '}'], "passes on what is no object");
    }

    private static void AddressKey(string input)
    {
        if (TypeAKey.Parse(input) is { } read) FuzzException.Require(TypeAKey.Parse(read.ToString()) == read, "another key after writing");
    }
}
