using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using VodConsole.Core.Accounts;
using VodConsole.Web.Accounts;
using VodConsole.Web.Tests.Architecture;

namespace VodConsole.Web.Tests.Accounts;

/// <summary>Which role sees which page: every page, every role, and nobody. A new page without a row fails.</summary>
public sealed class PageMatrixTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    private static readonly Dictionary<string, Permission?> Table = new()
    {
        ["/"] = Permission.ViewMedia,
        ["/media/videos"] = Permission.ViewMedia,
        ["/media/videos/{Id}"] = Permission.ViewMedia,
        ["/media/offline-runs"] = Permission.ViewMedia,
        ["/media/offline-runs/{Id}"] = Permission.ViewMedia,
        ["/media/upload"] = Permission.EditMedia,
        ["/media/categories"] = Permission.ViewMedia,
        ["/processing/tasks"] = Permission.ViewMedia,
        ["/settings/callback"] = Permission.ManageCallbacks,
        ["/settings/transcode"] = Permission.ViewMedia,
        ["/settings/transcode/{Id}"] = Permission.ViewMedia,
        ["/settings/download"] = Permission.ViewDownloads,
        ["/settings/download/keys"] = Permission.ViewDownloads,
        ["/access/users"] = Permission.ManageUsers,
        ["/access/policies"] = Permission.ManageUsers,
        ["/access/policies/{Name}"] = Permission.ManageUsers,
        ["/access/keys"] = Permission.ManageAccessKeys,
        ["/api"] = Permission.ViewMedia,
        ["/api/{Name}"] = Permission.ViewMedia,
        ["/security/audit"] = Permission.ViewAudit,
        ["/system"] = Permission.ViewSystem,
        // Any signed-in person.
        ["/account"] = null,
        ["/account/password"] = null,
    };

    /// <summary>Pages for people who are not signed in; <c>EndpointTests</c> holds the list.</summary>
    private static bool IsOpen(Type page) => page.GetCustomAttribute<AllowAnonymousAttribute>() is not null;

    private static IEnumerable<(string Route, Type Page)> Pages =>
        from page in typeof(Program).Assembly.GetTypes()
        from route in page.GetCustomAttributes<RouteAttribute>()
        where !IsOpen(page)
        select (route.Template, page);

    public static TheoryData<string, Role?> Cells
    {
        get
        {
            var cells = new TheoryData<string, Role?>();
            foreach (var route in Table.Keys)
            {
                cells.Add(route, null);
                foreach (var role in Enum.GetValues<Role>()) cells.Add(route, role);
            }

            return cells;
        }
    }

    [Fact]
    public void Every_page_has_a_row_and_asks_for_what_it_says()
    {
        SourceTree.AssertNone(
            Pages.Where(page => !Table.ContainsKey(page.Route)).Select(page => $"{page.Route} has no row: who may see it?")
                .Concat(Table.Keys.Except(Pages.Select(page => page.Route)).Select(route => $"{route} does not exist"))
                .Concat(
                    from page in Pages
                    where Table.TryGetValue(page.Route, out var permission)
                        && page.Page.GetCustomAttribute<RequirePermissionAttribute>()?.Permission != permission
                    select $"{page.Route} does not ask for {Table[page.Route]}"));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_role_sees_what_it_may_and_nobody_sees_anything(string route, Role? role)
    {
        var address = route.Replace("{Id}", Guid.NewGuid().ToString("N"), StringComparison.Ordinal).Replace("{Name}", "VodPlayer", StringComparison.Ordinal);
        using var browser = role is { } one ? (await host.SignInAsync(one)).Browser : host.OpenBrowser();

        using var answer = await browser.GetAsync(address);

        var isAllowed = role is { } held && (Table[route] is not { } permission || held.Allows(permission));
        Assert.Equal(isAllowed ? HttpStatusCode.OK : HttpStatusCode.Found, answer.StatusCode);
        if (!isAllowed)
            Assert.StartsWith(role is null ? "/account/sign-in" : "/account/access-denied", answer.Headers.Location!.AbsolutePath, StringComparison.Ordinal);
    }
}
