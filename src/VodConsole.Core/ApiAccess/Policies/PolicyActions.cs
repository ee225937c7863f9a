using VodConsole.Core.Accounts;

namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>
/// The actions that policies speak of: each operation of the API by its own name (<c>vod:GetVideoInfo</c>), and each permission that
/// the console's pages ask for (<c>console:EditMedia</c>).
/// </summary>
public static class PolicyActions
{
    private const string StsVersion = "2015-04-01";

    private static readonly Dictionary<Permission, string[]> Operations = new()
    {
        [Permission.ViewMedia] =
        [
            "GetVideoInfo", "GetVideoInfos", "GetVideoList", "SearchMedia", "GetMezzanineInfo", "GetCategories",
            "GetVideoPlayAuth", "GetPlayInfo", "GetVideoConfig",
            "ListTranscodeTask", "GetTranscodeTask", "GetTranscodeSummary", "ListTranscodeTemplateGroup", "GetTranscodeTemplateGroup",
        ],
        [Permission.EditMedia] =
        [
            "CreateUploadVideo", "RefreshUploadVideo", "UpdateVideoInfo", "UpdateVideoInfos", "DeleteVideo",
            "AddCategory", "UpdateCategory", "DeleteCategory",
        ],
        [Permission.RunTasks] =
        [
            "SubmitTranscodeJobs", "GenerateKMSDataKey", "DecryptKMSDataKey", "AddTranscodeTemplateGroup", "UpdateTranscodeTemplateGroup",
            "DeleteTranscodeTemplateGroup", "SetDefaultTranscodeTemplateGroup",
        ],
        [Permission.ViewDownloads] = ["GetDownloadConfig", "ListDownloadSecretKeys"],
        [Permission.EditDownloads] = ["GenerateDownloadSecretKey", "SetDownloadConfig", "RevokeDownloadSecretKey"],
        [Permission.ManageCallbacks] = ["SetMessageCallback", "GetMessageCallback", "DeleteMessageCallback"],
    };

    private static readonly Dictionary<string, Permission> ByAction = Operations
        .SelectMany(pair => pair.Value.Select(name => KeyValuePair.Create($"vod:{name}", pair.Key)))
        .Append(KeyValuePair.Create("sts:AssumeRole", Permission.ViewMedia))
        .Concat(Enum.GetValues<Permission>().Select(permission => KeyValuePair.Create(Of(permission), permission)))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>Every action that roles below the administrator's share out, in order of their names.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. ByAction.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The action of a permission.</summary>
    public static string Of(Permission permission) => $"console:{permission}";

    /// <summary>The action of an operation of the API.</summary>
    /// <param name="version">The operation's version; it tells the service that it belongs to.</param>
    /// <param name="operation">Its name.</param>
    public static string Of(string version, string operation) => version == StsVersion ? $"sts:{operation}" : $"vod:{operation}";

    /// <summary>The permission that a role needs for an action; null for what only administrators may.</summary>
    public static Permission? PermissionOf(string action) => ByAction.TryGetValue(action, out var permission) ? permission : null;
}
