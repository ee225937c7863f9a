namespace VodConsole.Web.ApiAccess.Reference;

/// <summary>A call in C#, signed by what .NET has (version 3): a file that <c>dotnet run</c> runs.</summary>
internal static class CSharpSample
{
    /// <summary>The program.</summary>
    public static string Write(SampleCall call)
    {
        var parameters = string.Concat(call.Parameters.Select(pair => $"    [{SampleCall.Literal(pair.Key)}] = {SampleCall.Literal(pair.Value)},\n"));
        return $$"""
            // dotnet run call.cs, with the access key in {{SampleCall.IdVariable}} and {{SampleCall.SecretVariable}}.
            using System.Security.Cryptography;
            using System.Text;

            var server = new Uri({{SampleCall.Literal(call.Server)}});
            var id = Environment.GetEnvironmentVariable("{{SampleCall.IdVariable}}")!;
            var secret = Environment.GetEnvironmentVariable("{{SampleCall.SecretVariable}}")!;

            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
            {{parameters}}});
            var hash = Hex(SHA256.HashData(await form.ReadAsByteArrayAsync()));
            var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["content-type"] = "application/x-www-form-urlencoded",
                ["host"] = server.Authority,
                ["x-acs-action"] = "{{call.Action}}",
                ["x-acs-content-sha256"] = hash,
                ["x-acs-date"] = DateTime.UtcNow.ToString("s") + "Z",
                ["x-acs-signature-nonce"] = Guid.NewGuid().ToString("N"),
                ["x-acs-version"] = "{{call.Version}}",
            };
            var names = string.Join(";", headers.Keys);
            var canonical = $"POST\n/\n\n{string.Concat(headers.Select(one => $"{one.Key}:{one.Value}\n"))}\n{names}\n{hash}";
            var text = $"ACS3-HMAC-SHA256\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
            var signature = Hex(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

            using var request = new HttpRequestMessage(HttpMethod.Post, server) { Content = form };
            foreach (var (name, value) in headers.Where(one => one.Key.StartsWith("x-acs-"))) request.Headers.Add(name, value);
            request.Headers.TryAddWithoutValidation("Authorization", $"ACS3-HMAC-SHA256 Credential={id},SignedHeaders={names},Signature={signature}");
            using var client = new HttpClient();
            using var answer = await client.SendAsync(request);
            Console.WriteLine(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : 1;

            static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

            """.ReplaceLineEndings("\n");
    }
}
