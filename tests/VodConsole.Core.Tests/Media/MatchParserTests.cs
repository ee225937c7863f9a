using System.Globalization;
using CsCheck;
using VodConsole.Core.Media.Search;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Media;

/// <summary>Search expressions: what is written is what is read, and what cannot be read is refused and never more than that.</summary>
public sealed class MatchParserTests
{
    [Theory]
    [InlineData("Title = cars", "Title in ('cars')")]
    [InlineData("  title='a b'  ", "title in ('a b')")]
    [InlineData("Title = \"it's\"", "Title in ('it\\'s')")]
    [InlineData("Title = 'it\\'s \\\\'", "Title in ('it\\'s \\\\')")]
    [InlineData("Title = ''", "Title in ('')")]
    [InlineData("CateId=17 AND Status IN('Normal' , Blocked)", "(CateId in ('17') and Status in ('Normal','Blocked'))")]
    [InlineData("Size = (1,2]", "Size = ('1','2']")]
    [InlineData("Size = [1,2)", "Size = ['1','2')")]
    [InlineData("A=1 or B=2 and C=3", "(A in ('1') or (B in ('2') and C in ('3')))")]
    [InlineData("(A=1 or B=2) and C=3", "((A in ('1') or B in ('2')) and C in ('3'))")]
    [InlineData("((A=1))", "A in ('1')")]
    [InlineData("in in (in)", "in in ('in')")]
    public void Reads(string text, string meant) => Assert.Equal(meant, Written(MatchParser.Parse(text)));

    [Theory]
    [InlineData("")]
    [InlineData("Title")]
    [InlineData("Title =")]
    [InlineData("Title = 'open")]
    [InlineData("Title = 'open\\")]
    [InlineData("'Title' = 1")]
    [InlineData("Title != 'x'")]
    [InlineData("Title = 1 2")]
    [InlineData("Title in ()")]
    [InlineData("Title in ('a',)")]
    [InlineData("Title in 'a'")]
    [InlineData("Size = (1)")]
    [InlineData("Size = (1,2,3)")]
    [InlineData("Size = [,2]")]
    [InlineData("(A=1")]
    [InlineData("A=1)")]
    [InlineData("A=1 and")]
    [InlineData("and A=1")]
    [InlineData("A=1;B=2")]
    [InlineData("1=1 or A==2")]
    public void Refuses(string text) => Assert.Equal(ErrorCode.MatchInvalid, Assert.Throws<VodException>(() => MatchParser.Parse(text)).Code);

    [Fact]
    public void Refuses_more_than_anybody_writes()
    {
        string[] texts =
        [
            new string(' ', MatchParser.LengthLimit + 1), new string('(', 100_000)[..MatchParser.LengthLimit], string.Concat(Enumerable.Repeat("(", 17)) + "A=1" + new string(')', 17),
            string.Join(" and ", Enumerable.Repeat("A=1", MatchParser.ConditionLimit + 1)), $"A in ({string.Join(',', Enumerable.Repeat("1", MatchParser.ValueLimit + 1))})",
        ];
        foreach (var text in texts) Refuses(text);
        var full = $"A in ({string.Join(',', Enumerable.Repeat("1", MatchParser.ValueLimit))})";
        var most = string.Join(" or ", Enumerable.Repeat(full, MatchParser.TotalLimit / MatchParser.ValueLimit));
        MatchParser.Parse(most);
        Refuses($"{most} or A=1");
        Refuses($"{most} or A=[1,2]");
        MatchParser.Parse(string.Join(" and ", Enumerable.Repeat("A=1", MatchParser.ConditionLimit)));
        MatchParser.Parse($"A in ({string.Join(',', Enumerable.Repeat("1", MatchParser.ValueLimit))})");
    }

    [Fact]
    public void Reads_back_what_is_written() =>
        Conditions(3).Sample(condition => Assert.Equal(Written(condition), Written(MatchParser.Parse(Written(condition)))), iter: 20_000);

    [Fact]
    public void Any_text_is_read_or_refused() =>
        Gen.OneOf(Gen.String[0, 40], Gen.String[Gen.Char["=()[],'\"\\ \tandorinTitle19."], 0, 60]).Sample(text =>
        {
            try
            {
                var once = Written(MatchParser.Parse(text));
                Assert.Equal(once, Written(MatchParser.Parse(once)));
            }
            catch (VodException refusal)
            {
                Assert.Equal(ErrorCode.MatchInvalid, refusal.Code);
                Assert.NotEqual(refusal.ToReason().In(CultureInfo.GetCultureInfo("zh-CN")), refusal.ToReason().In(CultureInfo.GetCultureInfo("en")));
            }
        }, iter: 50_000);

    private static Gen<MatchCondition> Conditions(int depth)
    {
        var field = Gen.OneOf(Gen.Const("Title"), Gen.Const("Size"), Gen.Const("x"));
        var value = Gen.OneOf(Gen.String[0, 8], Gen.String[Gen.Char["'\\\") and"], 0, 3]);
        var leaf = Gen.OneOf<MatchCondition>(
            Gen.Select(field, value.List[1, 4], (name, values) => (MatchCondition)new MatchValues(name, values)),
            Gen.Select(field, value, value, Gen.Bool, Gen.Bool, (name, low, high, from, until) => (MatchCondition)new MatchRange(name, low, high, from, until)));
        if (depth == 0) return leaf;
        var parts = Conditions(depth - 1).List[2, 3];
        return Gen.OneOf(
            leaf, parts.Select(list => (MatchCondition)new MatchAll(list)), parts.Select(list => (MatchCondition)new MatchAny(list)));
    }

    private static string Written(MatchCondition condition) => condition switch
    {
        MatchAll all => $"({string.Join(" and ", all.Parts.Select(Written))})",
        MatchAny any => $"({string.Join(" or ", any.Parts.Select(Written))})",
        MatchValues values => $"{values.Field} in ({string.Join(',', values.Values.Select(Quoted))})",
        MatchRange range => $"{range.Field} = {(range.IncludesLow ? '[' : '(')}{Quoted(range.Low)},{Quoted(range.High)}{(range.IncludesHigh ? ']' : ')')}",
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    private static string Quoted(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
