using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace VodConsole.Web.Components.Elements;

/// <summary>
/// Renders its content one step later than its siblings, so that a table knows its columns, which are components themselves,
/// before it draws its head.
/// </summary>
public sealed class AfterColumns : ComponentBase
{
    /// <summary>What to render.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}
