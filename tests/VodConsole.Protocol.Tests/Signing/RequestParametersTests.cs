using System.Text;
using CsCheck;
using VodConsole.Protocol.Signing;

namespace VodConsole.Protocol.Tests.Signing;

public sealed class RequestParametersTests
{
    [Theory]
    [InlineData("A=%", ParameterFaultKind.Malformed)]
    [InlineData("A=%4", ParameterFaultKind.Malformed)]
    [InlineData("A=%zz", ParameterFaultKind.Malformed)]
    [InlineData("A=%C3", ParameterFaultKind.Malformed)]
    [InlineData("A=%ED%A0%80", ParameterFaultKind.Malformed)]
    [InlineData("=1", ParameterFaultKind.Malformed)]
    [InlineData("A=1&A=1", ParameterFaultKind.Repeated)]
    [InlineData("A=1&%41=2", ParameterFaultKind.Repeated)]
    public void Refuses(string query, ParameterFaultKind kind)
    {
        Assert.Equal(kind, RequestParameters.Read(query, [], out _)?.Kind);
    }

    [Fact]
    public void Refuses_a_parameter_that_stands_in_query_and_form()
    {
        Assert.Equal(new ParameterFault(ParameterFaultKind.Repeated, "A"), RequestParameters.Read("A=1", "A=1"u8, out _));
    }

    [Fact]
    public void Refuses_more_parameters_and_longer_ones_than_any_operation_has()
    {
        var many = string.Join('&', Enumerable.Range(0, RequestParameters.CountLimit + 1).Select(number => $"P{number}=1"));
        Assert.Equal(ParameterFaultKind.TooMany, RequestParameters.Read(many, [], out _)?.Kind);
        var big = $"A={new string('x', RequestParameters.ValueLimit + 1)}";
        Assert.Equal(new ParameterFault(ParameterFaultKind.TooLong, "A"), RequestParameters.Read(big, [], out _));
        Assert.Equal(ParameterFaultKind.Malformed, RequestParameters.Read(new string('n', RequestParameters.NameLimit + 1), [], out _)?.Kind);
    }

    [Fact]
    public void Reads_what_clients_leave_unescaped_and_a_plus_as_a_space()
    {
        Assert.Null(RequestParameters.Read("A=x*y'()!~&B=two+words&C&&D=", "E=%E4%B8%AD"u8, out var parameters));

        Assert.Equal(
            [("A", "x*y'()!~"), ("B", "two words"), ("C", ""), ("D", ""), ("E", "中")],
            parameters.All.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_encoded_decodes_to_itself()
    {
        Gen.String[Gen.Char.Where(character => !char.IsSurrogate(character))].Sample(text =>
        {
            var encoded = PercentEncoding.Encode(text);
            Assert.All(encoded, character => Assert.True(char.IsAscii(character)));
            Assert.True(PercentEncoding.TryDecode(Encoding.ASCII.GetBytes(encoded), out var decoded));
            Assert.Equal(text, decoded);
        });
    }

    [Fact]
    public void Any_bytes_are_refused_or_read_within_the_limits()
    {
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            if (RequestParameters.Read("", bytes, out var parameters) is null)
                Assert.All(parameters.All, pair => Assert.InRange(pair.Key.Length, 1, RequestParameters.NameLimit));
        });
    }
}
