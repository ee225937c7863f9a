using VodConsole.Core.Notifications;

namespace VodConsole.Web.Components.Notifications;

/// <summary>The form of the settings while a person fills it in.</summary>
public sealed class CallbackDraft
{
    /// <summary>The receiver.</summary>
    public string Url { get; set; } = "";

    /// <summary>Whether every event is told.</summary>
    public bool IsAll { get; set; }

    /// <summary>The events that are ticked while not all are.</summary>
    public HashSet<NotificationEvent> Events { get; } = [];

    /// <summary>Events that were asked for by a program and never happen here; the form keeps them.</summary>
    public IReadOnlyList<string> NeverHere { get; private init; } = [];

    /// <summary>Whether to sign.</summary>
    public bool IsSigned { get; set; }

    /// <summary>A new signing key; empty keeps the one that there is.</summary>
    public string Key { get; set; } = "";

    /// <summary>The version that the form was filled from.</summary>
    public Guid Seen { get; private init; }

    /// <summary>The form filled with the settings; for none, with what most people want.</summary>
    public static CallbackDraft Of(CallbackState? state)
    {
        if (state is null) return new CallbackDraft { IsAll = true, IsSigned = true };
        var draft = new CallbackDraft
        {
            Url = state.Url, IsAll = state.Events == EventTypes.All, IsSigned = state.IsSigned, Seen = state.Version, NeverHere = EventTypes.NeverHere(state.Events),
        };
        foreach (var one in Enum.GetValues<NotificationEvent>().Where(one => EventTypes.Include(state.Events, one))) draft.Events.Add(one);
        return draft;
    }

    /// <summary>What is to be stored.</summary>
    /// <param name="hasKey">Whether there is a key to keep.</param>
    public NewCallback ToSettings(bool hasKey)
    {
        var events = IsAll ? EventTypes.All : string.Join(',', Events.Order().Select(one => one.ToString()).Concat(NeverHere));
        return new NewCallback(Url.Trim(), events, IsSigned, Key.Length > 0 ? Key : hasKey ? null : "");
    }
}
