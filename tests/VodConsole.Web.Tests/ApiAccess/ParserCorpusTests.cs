using VodConsole.Fuzz;
using VodConsole.Web.Tests.Architecture;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>Every input that fuzzing found worth keeping, tried again: see <c>tests/VodConsole.Fuzz</c>.</summary>
public sealed class ParserCorpusTests
{
    private static readonly string Corpus = Path.Combine(SourceTree.Root, "tests", "VodConsole.Fuzz", "corpus");

    [Fact]
    public void Every_parser_reads_or_refuses_every_kept_input()
    {
        var files = Directory.GetFiles(Corpus);
        Assert.True(files.Length > 100, $"{files.Length} inputs");
        foreach (var file in files)
        {
            var finding = Record.Exception(() => GatewayParsers.Try(File.ReadAllBytes(file)));
            Assert.True(finding is null, $"{Path.GetFileName(file)}: {finding}");
        }
    }
}
