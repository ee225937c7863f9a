using SharpFuzz;
using VodConsole.Fuzz;

// Under afl-fuzz the input comes by the fork server; by hand, from files: each is tried once, and the first fault ends the program.
if (args is [])
{
    Fuzzer.Run(stream =>
    {
        using var input = new MemoryStream();
        stream.CopyTo(input);
        GatewayParsers.Try(input.ToArray());
    });
    return 0;
}

foreach (var file in args)
{
    Console.WriteLine(file);
    GatewayParsers.Try(File.ReadAllBytes(file));
}

return 0;
