using Microsoft.AspNetCore.Authorization;
using VodConsole.Core.Accounts;

namespace VodConsole.Web.Accounts;

/// <summary>
/// Who may see a page or call an endpoint: <c>@attribute [RequirePermission(Permission.ViewMedia)]</c>. It hides and redirects;
/// the use cases behind it ask <see cref="AccessGuard"/> again, against the database.
/// </summary>
/// <param name="permission">What the person's role must include.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequirePermissionAttribute(Permission permission) : AuthorizeAttribute(permission.ToString())
{
    /// <summary>What the person's role must include.</summary>
    public Permission Permission { get; } = permission;
}
