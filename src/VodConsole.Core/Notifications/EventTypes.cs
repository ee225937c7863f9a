using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Notifications;

/// <summary>
/// The list of events in the contract's writing: names separated by commas, <c>ALL</c>, or nothing. The contract's other events can be
/// asked for too, as programs that were written for the real service do; they never happen here.
/// </summary>
public static class EventTypes
{
    /// <summary>Every event.</summary>
    public const string All = "ALL";

    private static readonly HashSet<string> Elsewhere =
    [
        "SnapshotComplete", "UploadByURLComplete", "MediaBaseChangeComplete", "CreateAuditComplete", "ProduceMediaComplete",
        "AddLiveRecordVideoComplete", "LiveRecordVideoComposeStart", "ImageUploadComplete", "AttachedMediaUploadComplete", "DynamicImageComplete",
    ];

    /// <summary>The list without spaces and repetitions.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.CallbackEventUnknown"/>.</exception>
    public static string Clean(string list)
    {
        var names = Names(list).Distinct(StringComparer.Ordinal).ToList();
        if (names.Find(name => !IsKnown(name)) is { } unknown) throw new VodException(ErrorCode.CallbackEventUnknown, unknown);
        return names.Contains(All) ? All : string.Join(',', names);
    }

    /// <summary>Whether the list asks for an event.</summary>
    public static bool Include(string list, NotificationEvent happened) =>
        list == All || Names(list).Contains(happened.ToString(), StringComparer.Ordinal);

    /// <summary>The names in a list that never happen here.</summary>
    public static IReadOnlyList<string> NeverHere(string list) =>
        [.. Names(list).Where(name => name != All && !Enum.GetNames<NotificationEvent>().Contains(name))];

    private static string[] Names(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // The contract names the results of content analysis as a family.
    private static bool IsKnown(string name) =>
        name == All || Enum.GetNames<NotificationEvent>().Contains(name) || Elsewhere.Contains(name)
        || (name.StartsWith("AI", StringComparison.Ordinal) && name.EndsWith("Complete", StringComparison.Ordinal)
            && name.Length <= 64 && name.All(char.IsAsciiLetter));
}
