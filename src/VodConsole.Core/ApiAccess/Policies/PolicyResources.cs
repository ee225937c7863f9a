namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>How policies name things. This installation is one region and one account of the real service's.</summary>
public static class PolicyResources
{
    /// <summary>The region in every name.</summary>
    public const string Region = "cn-shanghai";

    /// <summary>The account in every name.</summary>
    public const string Account = "1";

    /// <summary>What is not done to one thing: lists, settings, pages of the console.</summary>
    public const string Everything = $"acs:vod:{Region}:{Account}:*";

    /// <summary>A video, by its id as the caller wrote it: every writing that operations take for one video has one name here.</summary>
    public static string Video(string id) =>
        Guid.TryParseExact(id, "N", out var video) ? Video(video) : $"acs:vod:{Region}:{Account}:video/{id}";

    /// <summary>A video.</summary>
    public static string Video(Guid id) => $"acs:vod:{Region}:{Account}:video/{id:N}";
}
