using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using VodConsole.Core.Audit;
using VodConsole.Web.Accounts;
using VodConsole.Web.Audit;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Audit;

/// <summary>Who did or tried what, newest first.</summary>
public sealed partial class AuditPage
{
    [Inject] private AuditTrail Trail { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private NavigationManager Navigator { get; set; } = null!;
    [CascadingParameter] private Viewer Viewer { get; set; } = Viewer.Unknown;
    [SupplyParameterFromQuery(Name = "actor")] private string? ActorName { get; set; }
    [SupplyParameterFromQuery] private string? Action { get; set; }
    [SupplyParameterFromQuery] private string? Kind { get; set; }
    [SupplyParameterFromQuery] private string? Target { get; set; }
    [SupplyParameterFromQuery] private string? Outcome { get; set; }
    [SupplyParameterFromQuery] private string? From { get; set; }
    [SupplyParameterFromQuery] private string? Until { get; set; }

    private AuditQuery Query => new()
    {
        Actor = ActorName, Action = Action, Kind = Kind, Target = Target, Outcome = Outcome, From = From, Until = Until,
    };

    private string ExportAddress =>
        QueryHelpers.AddQueryString(AuditEndpoints.ExportPath, QueryHelpers.ParseQuery(new Uri(Navigator.Uri).Query));

    private async Task<ListSlice<AuditEntry>> LoadAsync(ListRequest request, CancellationToken cancellation)
    {
        var page = await Trail.SearchAsync(
            await Actor.GetAsync(), Query.ToFilter(Viewer), request.Skip / request.Take, request.Take, cancellation);
        return new ListSlice<AuditEntry>(page.Entries, page.Total);
    }
}
