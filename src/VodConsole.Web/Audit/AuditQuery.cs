using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using VodConsole.Core.Audit;
using VodConsole.Web.Components;

namespace VodConsole.Web.Audit;

/// <summary>The audit log's filter as the address writes it, shared by the page and the export.</summary>
public sealed record AuditQuery
{
    /// <summary>Part of the actor's name.</summary>
    [FromQuery] public string? Actor { get; init; }

    /// <summary>One of <see cref="AuditAction"/>.</summary>
    [FromQuery] public string? Action { get; init; }

    /// <summary>The kind of thing.</summary>
    [FromQuery] public string? Kind { get; init; }

    /// <summary>The thing's id.</summary>
    [FromQuery] public string? Target { get; init; }

    /// <summary>An <see cref="AuditOutcome"/>.</summary>
    [FromQuery] public string? Outcome { get; init; }

    /// <summary>First day, <c>yyyy-MM-dd</c>, in the viewer's zone.</summary>
    [FromQuery] public string? From { get; init; }

    /// <summary>Last day, <c>yyyy-MM-dd</c>, in the viewer's zone.</summary>
    [FromQuery] public string? Until { get; init; }

    /// <summary>Whether it leaves everything in.</summary>
    public bool IsEmpty => this == new AuditQuery();

    /// <summary>The filter; what cannot be read asks for nothing. Days are those of <paramref name="viewer"/>.</summary>
    public AuditFilter ToFilter(Viewer viewer) => new()
    {
        Actor = Actor,
        Action = Action,
        TargetKind = Kind,
        TargetId = Target?.Replace("-", "", StringComparison.Ordinal),
        Outcome = Enum.TryParse<AuditOutcome>(Outcome, ignoreCase: true, out var outcome) ? outcome : null,
        From = Day(From) is { } first ? viewer.ToUtc(first) : null,
        Until = Day(Until) is { } last ? viewer.ToUtc(last.AddDays(1)) : null,
    };

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
