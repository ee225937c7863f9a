using System.CommandLine;
using VodConsole.Cli.Playback;

var root = new RootCommand("vod: the command line of VodConsole's client library.") { InspectCommand.Create() };
var parsed = root.Parse(args);
if (parsed.Errors.Count == 0) return await parsed.InvokeAsync();

foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
Console.Error.WriteLine("See vod --help.");
return 2;
