using System.Globalization;
using VodConsole.Core.Notifications;

namespace VodConsole.Web.Components.Notifications;

/// <summary>Event notifications in the viewer's language.</summary>
internal static class CallbackWords
{
    /// <summary>An event.</summary>
    public static string Of(NotificationEvent happened) => happened switch
    {
        NotificationEvent.FileUploadComplete => CallbackText.FileUploadComplete,
        NotificationEvent.StreamTranscodeComplete => CallbackText.StreamTranscodeComplete,
        NotificationEvent.TranscodeComplete => CallbackText.TranscodeComplete,
        NotificationEvent.DeleteMediaComplete => CallbackText.DeleteMediaComplete,
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, null),
    };

    /// <summary>How far a notification is.</summary>
    public static string Of(NotificationStatus status) => status switch
    {
        NotificationStatus.Waiting => CallbackText.Waiting,
        NotificationStatus.Delivered => CallbackText.Delivered,
        NotificationStatus.Failed => CallbackText.Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>How it stands, in a sentence.</summary>
    public static string StateOf(CallbackState? state) => state is null ? CallbackText.StateOff
        : HasEvents(state) ? CallbackText.StateOn
        : CallbackText.StateNoEvents;

    /// <summary>What that means, in another.</summary>
    public static string StateExplained(CallbackState? state) => state is null ? CallbackText.StateOffExplained
        : !HasEvents(state) ? CallbackText.StateNoEventsExplained
        : state.IsSigned ? CallbackText.StateSignedExplained
        : CallbackText.StateUnsignedExplained;

    /// <summary>The events that are told, by name.</summary>
    public static string Listed(string events)
    {
        if (events == EventTypes.All) return CallbackText.AllEvents;
        var told = Enum.GetValues<NotificationEvent>().Where(one => EventTypes.Include(events, one)).Select(Of).Concat(EventTypes.NeverHere(events)).ToList();
        return told.Count == 0 ? CallbackText.NoEvents : string.Join(CallbackText.Comma, told);
    }

    /// <summary>What came back, and how fast.</summary>
    public static string Answer(int? status, int? milliseconds) => (status, milliseconds) switch
    {
        (_, null) => CallbackText.NoAttempt,
        (null, { } time) => string.Format(CultureInfo.CurrentCulture, CallbackText.NoAnswer, time),
        ({ } code, { } time) => string.Format(CultureInfo.CurrentCulture, CallbackText.Answered, code, time),
    };

    private static bool HasEvents(CallbackState state) =>
        Enum.GetValues<NotificationEvent>().Any(one => EventTypes.Include(state.Events, one));
}
