return await VodConsole.Web.Verbs.VodCommand.RunAsync(args);

/// <summary>The server and its verbs; named so that tests can start it.</summary>
public sealed partial class Program;
