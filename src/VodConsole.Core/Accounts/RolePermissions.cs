namespace VodConsole.Core.Accounts;

/// <summary>Which role may do what: the one table that every front end is judged by.</summary>
public static class RolePermissions
{
    private static readonly Dictionary<Role, HashSet<Permission>> Table = new()
    {
        [Role.Auditor] = [Permission.ViewMedia, Permission.ViewDownloads, Permission.ViewAudit],
        [Role.Operator] = 
        [
            Permission.ViewMedia, Permission.ViewDownloads, Permission.ViewAudit,
            Permission.EditMedia, Permission.EditDownloads, Permission.RunTasks,
        ],
        [Role.Administrator] = [.. Enum.GetValues<Permission>()],
    };

    /// <summary>Whether <paramref name="role"/> includes <paramref name="permission"/>.</summary>
    public static bool Allows(this Role role, Permission permission) => Table[role].Contains(permission);
}
