using System.Text;
using Microsoft.AspNetCore.Http;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Refusals;
using VodConsole.Protocol.Signing;
using VodConsole.Web.ApiAccess;

namespace VodConsole.Fuzz;

/// <summary>
/// Everything that reads what a stranger sends to the API, one input at a time. The first byte chooses the parser, the rest is its input.
/// A parser either reads or refuses; what it read must come out the same when it is written and read again.
/// </summary>
public static class GatewayParsers
{
    /// <summary>Tries one input.</summary>
    /// <exception cref="FuzzException">What was read does not hold what a parser promises. Any other exception is a finding as well.</exception>
    public static void Try(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty) return;
        var rest = input[1..];
        switch ((char)input[0])
        {
            case 'p': Parameters(rest); break;
            case 'a': Authorization(rest); break;
            case 'r': Request(rest); break;
            case 'j': PolicyDocument(rest); break;
            case 'i': AuthInfo(rest); break;
            default: ValueParsers.Try((char)input[0], Encoding.UTF8.GetString(rest)); break;
        }
    }

    // Query and form, divided by a line end.
    private static void Parameters(ReadOnlySpan<byte> input)
    {
        var split = input.IndexOf((byte)'\n');
        var query = split < 0 ? input : input[..split];
        ReadOnlySpan<byte> form = split < 0 ? [] : input[(split + 1)..];
        if (RequestParameters.Read(Encoding.Latin1.GetString(query), form, out var read) is not null) return;

        var written = string.Join('&', read.All.Select(pair => $"{PercentEncoding.Encode(pair.Key)}={PercentEncoding.Encode(pair.Value)}"));
        if (RequestParameters.Read(written, [], out var again) is { } fault) throw new FuzzException($"{fault} after writing what was read");
        Require(again.All.Count == read.All.Count && again.All.All(pair => read[pair.Key] == pair.Value), "other parameters after writing");
        Require(
            SignatureV1.StringToSign("GET", again.All) == SignatureV1.StringToSign("GET", read.All), "another string to sign after writing");
    }

    private static void Authorization(ReadOnlySpan<byte> input)
    {
        if (V3Authorization.Parse(Encoding.Latin1.GetString(input)) is not { } read) return;
        var again = V3Authorization.Parse(read.ToString());
        Require(
            again is not null && again.AccessKeyId == read.AccessKeyId && again.Signature == read.Signature
            && again.SignedHeaders.SequenceEqual(read.SignedHeaders),
            "another authorization after writing");
    }

    // Method, query, content type, authorization and action, each a line; then the body.
    private static void Request(ReadOnlySpan<byte> input)
    {
        var lines = new List<string>();
        while (lines.Count < 5 && input.IndexOf((byte)'\n') is >= 0 and var end)
        {
            lines.Add(Encoding.Latin1.GetString(input[..end]));
            input = input[(end + 1)..];
        }

        if (lines.Count < 5) return;
        var context = new DefaultHttpContext();
        context.Request.Method = lines[0] is "GET" or "POST" ? lines[0] : "POST";
        context.Request.QueryString = lines[1].Length > 0 ? new QueryString("?" + lines[1]) : QueryString.Empty;
        if (lines[2].Length > 0) context.Request.Headers.ContentType = lines[2];
        if (lines[3].Length > 0) context.Request.Headers.Authorization = lines[3];
        if (lines[4].Length > 0) context.Request.Headers["x-acs-action"] = lines[4];
        context.Request.Body = new MemoryStream(input.ToArray());
        try
        {
            var body = RpcRequest.ReadBodyAsync(context.Request, CancellationToken.None).GetAwaiter().GetResult();
            var request = RpcRequest.Read(context, body);
            Require(request.Signed.Query.All.All(pair => request.Signed.Parameters[pair.Key] == pair.Value), "the query says other than the whole");
            Require(request.Signed.BodyHash == SignatureV3.HashOf(input), "the hash is not the body's");
        }
        catch (RpcException)
        {
            // Refused.
        }
    }

    private static void PolicyDocument(ReadOnlySpan<byte> input)
    {
        try
        {
            PolicyParser.Parse(Encoding.UTF8.GetString(input));
        }
        catch (VodException)
        {
            // Refused.
        }
    }

    private static void AuthInfo(ReadOnlySpan<byte> input)
    {
        try
        {
            PlayAuth.TokenIn(Encoding.UTF8.GetString(input));
        }
        catch (RpcException)
        {
            // Refused.
        }
    }

    private static void Require(bool holds, string otherwise) => FuzzException.Require(holds, otherwise);
}
