namespace VodConsole.Core.Audit;

/// <summary>Which entries a reader wants; an unset member asks for nothing.</summary>
public sealed record AuditFilter
{
    /// <summary>From this moment on, UTC.</summary>
    public DateTime? From { get; init; }

    /// <summary>Before this moment, UTC.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Part of the actor's name, in any case.</summary>
    public string? Actor { get; init; }

    /// <summary>One of <see cref="AuditAction"/>.</summary>
    public string? Action { get; init; }

    /// <summary>The kind of thing, e.g. <c>video</c>.</summary>
    public string? TargetKind { get; init; }

    /// <summary>The thing's id; ids of videos and the like as 32 hex digits.</summary>
    public string? TargetId { get; init; }

    /// <summary>Done or refused.</summary>
    public AuditOutcome? Outcome { get; init; }

    internal IQueryable<AuditEntry> ApplyTo(IQueryable<AuditEntry> entries)
    {
        if (From is { } from) entries = entries.Where(entry => entry.At >= from);
        if (Until is { } until) entries = entries.Where(entry => entry.At < until);
        if (Given(Actor) is { } actor)
        {
            var part = actor.ToUpperInvariant();
            entries = entries.Where(entry => entry.SearchActorName.Contains(part));
        }

        if (Given(Action) is { } action) entries = entries.Where(entry => entry.Action == action);
        if (Given(TargetKind) is { } kind) entries = entries.Where(entry => entry.TargetKind == kind);
        if (Given(TargetId) is { } id) entries = entries.Where(entry => entry.TargetId == id);
        if (Outcome is { } outcome) entries = entries.Where(entry => entry.Outcome == outcome);
        return entries;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
