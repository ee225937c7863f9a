using MudBlazor;
using VodConsole.Core.Accounts;
using VodConsole.Web.Components.ApiAccess;
using VodConsole.Web.Components.Audit;
using VodConsole.Web.Components.Downloads;
using VodConsole.Web.Components.Media;
using VodConsole.Web.Components.Hosting;
using VodConsole.Web.Components.Notifications;
using VodConsole.Web.Components.Transcoding;

namespace VodConsole.Web.Components.Layout;

/// <summary>The left navigation, in order. Add one line when a page works.</summary>
public static class Navigation
{
    /// <summary>Every place that works.</summary>
    public static IReadOnlyList<NavEntry> Entries { get; } =
    [
        new(NavGroup.Media, "/", Icons.Material.Outlined.Dashboard, () => LayoutText.Overview, Permission.ViewMedia),
        new(NavGroup.Media, "/media/videos", Icons.Material.Outlined.VideoLibrary, () => MediaText.Videos, Permission.ViewMedia),
        new(NavGroup.Media, "/media/upload", Icons.Material.Outlined.Upload, () => MediaText.Upload, Permission.EditMedia),
        new(NavGroup.Media, "/media/categories", Icons.Material.Outlined.Category, () => MediaText.CategoriesTitle, Permission.ViewMedia),
        new(NavGroup.Media, "/media/offline-runs", Icons.Material.Outlined.FileDownloadOff, () => OfflineText.Runs, Permission.ViewMedia),
        new(NavGroup.Media, "/processing/tasks", Icons.Material.Outlined.Movie, () => TaskText.Title, Permission.ViewMedia),
        new(NavGroup.Configuration, "/settings/transcode", Icons.Material.Outlined.Tune, () => GroupText.Title, Permission.ViewMedia),
        new(NavGroup.Configuration, "/settings/callback", Icons.Material.Outlined.Webhook, () => CallbackText.Title, Permission.ManageCallbacks),
        new(NavGroup.Configuration, "/settings/download", Icons.Material.Outlined.DownloadForOffline, () => DownloadText.Title, Permission.ViewDownloads),
        new(NavGroup.Configuration, "/settings/download/keys", Icons.Material.Outlined.VpnKey, () => KeyText.Title, Permission.ViewDownloads),
        new(NavGroup.Administration, "/system", Icons.Material.Outlined.MonitorHeart, () => SystemText.Title, Permission.ViewSystem),
        new(NavGroup.Administration, "/system/jobs", Icons.Material.Outlined.WorkHistory, () => SystemText.Jobs, Permission.ViewSystem, IsPlainLink: true),
        new(NavGroup.Administration, "/security/audit", Icons.Material.Outlined.FactCheck, () => AuditText.Title, Permission.ViewAudit),
        new(NavGroup.Administration, "/access/users", Icons.Material.Outlined.People, () => LayoutText.Users, Permission.ManageUsers),
        new(NavGroup.Administration, "/access/policies", Icons.Material.Outlined.Policy, () => PolicyText.Title, Permission.ManageUsers),
        new(NavGroup.Administration, "/access/keys", Icons.Material.Outlined.VpnKey, () => AccessKeyText.Title, Permission.ManageAccessKeys),
        new(NavGroup.Administration, "/api", Icons.Material.Outlined.Api, () => ApiText.Title, Permission.ViewMedia),
    ];
}
