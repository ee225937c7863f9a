using System.Globalization;
using VodConsole.Core.Transcoding;
using VodConsole.Core.Transcoding.Templates;

namespace VodConsole.Web.Components.Transcoding;

/// <summary>Template groups in the viewer's language: the built-in ones by our word, the others by their own name.</summary>
public static class GroupLabel
{
    /// <summary>The name of a group.</summary>
    public static string Of(TemplateGroupView view) => Of(view.Group, view.Name);

    /// <summary>The name of a group, with a word where it is the default one.</summary>
    public static string WithDefault(TemplateGroupView view) =>
        view.IsDefault ? string.Format(CultureInfo.CurrentCulture, GroupText.NameWithDefault, Of(view)) : Of(view);

    /// <summary>The name of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="name">The name of an own one; null where it was deleted.</param>
    public static string Of(TemplateGroup group, string? name) =>
        group == TemplateGroup.Ladder ? TaskText.GroupLadder
        : group == TemplateGroup.Original ? TaskText.GroupOriginal
        : name ?? GroupText.Deleted;
}
