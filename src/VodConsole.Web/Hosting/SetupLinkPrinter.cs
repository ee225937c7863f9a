namespace VodConsole.Web.Hosting;

/// <summary>
/// Prints the one-time set-up link on the server's own standard output. It is a secret, so it never goes through the log.
/// </summary>
internal static class SetupLinkPrinter
{
    /// <summary>Prints the link under the first address that the server listens on.</summary>
    public static void Print(TextWriter output, IEnumerable<string> addresses, string token)
    {
        var address = addresses.Select(Reachable).FirstOrDefault() ?? "http://localhost:5080";
        output.WriteLine();
        output.WriteLine("No account exists yet. Create the administrator here (the link works once):");
        output.WriteLine($"  {address}/setup?token={token}");
        output.WriteLine();
        output.Flush();
    }

    private static string Reachable(string listening)
    {
        var address = BindingAddress.Parse(listening);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}{address.PathBase.TrimEnd('/')}";
    }
}
