using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Protocol.Actions;
using VodConsole.Web.ApiAccess;
using VodConsole.Web.ApiAccess.Reference;
using VodConsole.Web.Tests.Architecture;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>What the API page says of the operations is so.</summary>
public sealed partial class ApiReferenceTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly HttpClient Http = new();

    private OperationReference Reference => host.Services.GetRequiredService<OperationReference>();

    [Fact]
    public void The_contract_lists_every_operation_that_there_is_and_each_once()
    {
        SourceTree.AssertNone(
            from action in host.Services.GetServices<RpcAction>()
            where !Reference.All.Any(described => described.IsBuilt && described.Name == action.Name)
            select $"{action.Name} is not in ContractOperations");
        Assert.Equal(ContractOperations.All.Count, ContractOperations.All.DistinctBy(one => one.Name).Count());
    }

    [Fact]
    public async Task What_is_listed_as_missing_is_refused_as_the_page_says()
    {
        var missing = Reference.All.Where(operation => !operation.IsBuilt).ToList();
        Assert.Contains(missing, operation => operation.Name == "AddLiveStreamTranscode");
        foreach (var operation in missing)
        {
            using var answer = await Http.GetAsync($"http://{host.Endpoint}/?Action={operation.Name}&Version={operation.Version}&Format=JSON");
            var refusal = Reference.RefusalOf(operation);
            Assert.Equal(refusal.Status, (int)answer.StatusCode);
            var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(refusal.Code, body.GetProperty("Code").GetString());
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void Every_operation_and_parameter_is_put_into_words(string language)
    {
        using var _ = new Speaking(language);
        SourceTree.AssertNone(
            Reference.All.Where(operation => OperationWords.Of(operation.Name) is null).Select(operation => $"{operation.Name} is not in OperationText")
                .Concat(
                    from operation in Reference.All
                    from parameter in operation.Parameters
                    where OperationWords.Of(operation.Name, parameter.Name) is null
                    select $"{operation.Name}.{parameter.Name} is not in ParameterText"));
    }

    /// <summary>What an operation's own file refuses with stands on its page.</summary>
    [Fact]
    public void Every_refusal_of_an_operation_is_on_its_page()
    {
        SourceTree.AssertNone(
            from operation in Reference.All
            where operation.IsBuilt
            let told = OperationErrors.Of(operation).Concat(OperationErrors.Gateway).Select(error => error.Code).ToHashSet()
            from code in RefusalsIn(SourceTree.Read($"src/VodConsole.Web/ApiAccess/Actions/{operation.Name}.cs")).Distinct()
            where !told.Contains(code)
            select $"{operation.Name} refuses with {code}, which is not in OperationErrors");
    }

    /// <summary>Values outside what a parameter's description allows are refused by that parameter's name.</summary>
    [Fact]
    public async Task Limits_and_choices_hold()
    {
        var video = await host.PublishAsync();
        var tried = 0;
        foreach (var operation in Reference.All)
            foreach (var parameter in operation.Parameters)
                foreach (var value in Outside(parameter))
                {
                    var call = operation.Parameters.Where(other => other.IsRequired || other.Name == "VideoId").ToDictionary(
                        other => other.Name, other => other.Name == "VideoId" ? $"{video.Id:N}" : other.Example);
                    call[parameter.Name] = value;
                    var key = host.KeyOf(Role.Administrator);
                    var outcome = await host.CallAsync(new ClientCall("pop-core POST", operation.Name, host.Endpoint, key.Id, key.Secret)
                    {
                        Version = operation.Version, Parameters = call,
                    });
                    Assert.True(
                        outcome.Error?.Code == $"Invalid{parameter.Name}" || (outcome.Error?.Code == "InvalidParameter" && outcome.Error.Message.Contains(parameter.Name, StringComparison.Ordinal)),
                        $"{operation.Name} took {parameter.Name}={value}: {outcome.Error?.Code}");
                    tried++;
                }

        Assert.InRange(tried, 10, int.MaxValue);
    }

    /// <summary>With characters that a shell, a literal and a signature each treat in their own way.</summary>
    [Theory]
    [InlineData("curl")]
    [InlineData("Node.js")]
    [InlineData("C#")]
    public async Task A_sample_runs_as_copied(string language)
    {
        var video = await host.PublishAsync();
        const string Title = """Ünï 中文 "double" 'single' $HOME `id` \n 100% *~+&=#""";
        var operation = Reference.Find("UpdateVideoInfo")!;
        var call = SampleCall.Of(operation, $"http://{host.Endpoint}", new Dictionary<string, string> { ["VideoId"] = $"{video.Id:N}", ["Title"] = Title });
        var text = language switch { "curl" => CurlSample.Write(call), "C#" => CSharpSample.Write(call), _ => NodeSample.Write(call) };

        var key = host.KeyOf(Role.Operator);
        var printed = JsonDocument.Parse(await SampleRun.RunAsync(language, text, key)).RootElement;

        Assert.True(printed.TryGetProperty("RequestId", out _), printed.ToString());
        await using var db = host.OpenDatabase();
        Assert.Equal(Title, (await db.Videos.FindAsync(video.Id))!.Title);
        Assert.DoesNotContain(key.Secret, text, StringComparison.Ordinal);
    }

    /// <summary>What it names may not exist here; what it has to say, it says.</summary>
    [Fact]
    public async Task Every_sample_brings_all_that_its_operation_asks_for()
    {
        string[] accepted = ["AddCategory", "AddTranscodeTemplateGroup", "CreateUploadVideo", "SearchMedia", "SetDownloadConfig", "SetMessageCallback"];
        foreach (var operation in Reference.All.Where(operation => operation.IsBuilt))
        {
            var key = host.KeyOf(Role.Administrator);
            var outcome = await host.CallAsync(new ClientCall("pop-core POST", operation.Name, host.Endpoint, key.Id, key.Secret)
            {
                Version = operation.Version,
                Parameters = SampleCall.Of(operation, "http://vod", new Dictionary<string, string>()).Parameters.ToDictionary(),
            });
            Assert.False(outcome.Error?.Code?.StartsWith("Missing", StringComparison.Ordinal) == true, $"{operation.Name}: {outcome.Error?.Code}");
            if (accepted.Contains(operation.Name)) Assert.True(outcome.Error is null, $"{operation.Name}: {outcome.Error?.Code} {outcome.Error?.Message}");
        }
    }

    [Theory]
    [InlineData("GetVideoInfo", "", "", "VideoId")]
    [InlineData("GetVideoInfo", "ReferenceId", "mine", "ReferenceId")]
    [InlineData("GetTranscodeTask", "JobIds", "mine", "JobIds")]
    [InlineData("DeleteTranscodeTemplateGroup", "ForceDelGroup", "true", "TranscodeTemplateGroupId", "ForceDelGroup")]
    [InlineData("DeleteTranscodeTemplateGroup", "ForceDelGroup", "false", "TranscodeTemplateGroupId", "TranscodeTemplateIds", "ForceDelGroup")]
    public void Of_two_parameters_a_sample_has_the_one_that_is_filled_in(string operation, string name, string value, params string[] inSample)
    {
        var call = SampleCall.Of(Reference.Find(operation)!, "http://vod", new Dictionary<string, string> { [name] = value });
        Assert.Equal(inSample, call.Parameters.Select(pair => pair.Key));
    }

    // A code that is written out, and one of a class of refusals by its name there.
    private static IEnumerable<string> RefusalsIn(string source)
    {
        foreach (Match written in WrittenCode().Matches(source)) yield return written.Groups[1].Value;
        foreach (Match written in AboutParameter().Matches(source)) yield return $"{written.Groups[1].Value}{written.Groups[2].Value}";
        foreach (Match asked in AskedFor().Matches(source)) yield return asked.Groups[1].Value == "RequiredText" ? $"Missing{asked.Groups[2].Value}" : $"{asked.Groups[2].Value}ExceededMax";
        if (source.Contains("RpcError.InvalidParameter(", StringComparison.Ordinal)) yield return "InvalidParameter";
        foreach (Match named in NamedRefusal().Matches(source))
        {
            var member = typeof(RpcAction).Assembly.GetType($"VodConsole.Web.ApiAccess.{named.Groups[1].Value}")?.GetMember(
                named.Groups[2].Value, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).SingleOrDefault();
            var error = member switch
            {
                PropertyInfo property => property.GetValue(null),
                MethodInfo method => method.Invoke(null, [.. method.GetParameters().Select(parameter => Some(parameter.ParameterType))]),
                _ => null,
            };
            // A code that is made of an argument is not known from here.
            if (error is RpcError refusal && !refusal.Code.Contains('…', StringComparison.Ordinal)) yield return refusal.Code;
        }
    }

    private static object Some(Type type) => type == typeof(string) ? "…" : Activator.CreateInstance(type)!;

    [GeneratedRegex(@"new RpcError\(\s*""([^""$]+)""")]
    private static partial Regex WrittenCode();

    [GeneratedRegex(@"RpcError\.(Missing|Invalid)\(""(\w+)""")]
    private static partial Regex AboutParameter();

    [GeneratedRegex(@"call\.(RequiredText|List)\(""(\w+)""")]
    private static partial Regex AskedFor();

    [GeneratedRegex(@"\b([A-Z]\w*Errors)\.(\w+)")]
    private static partial Regex NamedRefusal();

    /// <summary>The thread's language, until disposed of.</summary>
    private sealed class Speaking : IDisposable
    {
        private readonly CultureInfo before = CultureInfo.CurrentUICulture;

        public Speaking(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        public void Dispose() => CultureInfo.CurrentUICulture = before;
    }

    private static IEnumerable<string> Outside(RpcParameter parameter)
    {
        if (parameter.Choices.Count > 0) yield return "no-such-choice";
        if (parameter.Least is { } least) yield return $"{least - 1}";
        if (parameter.Most is { } most) yield return $"{most + 1}";
        if (parameter.Kind is RpcParameterKind.Integer or RpcParameterKind.Time) yield return "soon";
    }
}
