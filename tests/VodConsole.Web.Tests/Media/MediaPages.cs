using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Data;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;
using VodConsole.Web.Hosting;

namespace VodConsole.Web.Tests.Media;

/// <summary>Renders components over the real use cases and a temporary database, for someone with an account.</summary>
public abstract class MediaPages : BunitContext, IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vodconsole-pages-");
    private readonly CultureInfo culture = CultureInfo.CurrentUICulture;

    private readonly Role role;

    protected MediaPages(Role role = Role.Operator)
    {
        this.role = role;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("VODCONSOLE_DATA", folder.FullName)]).Build();
        Services.AddLogging();
        Services.AddSingleton<IConfiguration>(configuration);
        Services.AddVodCore(configuration);
        Services.AddMudServices(services => services.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddScoped<Notices>();
        Services.AddScoped<CurrentActor>();
        JSInterop.Mode = JSRuntimeMode.Loose;

        Person = new Actor(Guid.NewGuid(), "person@example.com", SessionId: Guid.NewGuid());
        var authorization = this.AddAuthorization();
        authorization.SetAuthorized(Person.Name);
        authorization.SetClaims(
            new Claim(ClaimTypes.NameIdentifier, Person.UserId!.Value.ToString()), new Claim(ClaimTypes.Role, role.ToString()),
            new Claim(ConsoleCookie.SessionClaim, Person.SessionId!.Value.ToString()));
        authorization.SetPolicies([.. Enum.GetValues<Permission>().Where(permission => role.Allows(permission)).Select(permission => permission.ToString())]);
    }

    /// <summary>The dialogs that are open.</summary>
    protected IRenderedComponent<MudDialogProvider> Dialogs { get; private set; } = null!;

    /// <summary>The menus that are open.</summary>
    protected IRenderedComponent<MudPopoverProvider> Popovers { get; private set; } = null!;

    /// <summary>The messages at the page's edge.</summary>
    protected IRenderedComponent<MudSnackbarProvider> Messages { get; private set; } = null!;

    protected Actor Person { get; }

    public async Task InitializeAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ownsDatabase: true, default);
        await using (var db = NewContext())
        {
            var held = new IdentityRole<Guid>(role.ToString()) { Id = Guid.NewGuid() };
            db.AddRange(
                held,
                new VodUser { Id = Person.UserId!.Value, UserName = Person.Name },
                new IdentityUserRole<Guid> { UserId = Person.UserId.Value, RoleId = held.Id },
                new SignInSession
                {
                    Id = Person.SessionId!.Value, UserId = Person.UserId.Value, Method = SignInMethod.Password,
                    SignedInAt = DateTime.UnixEpoch, ConfirmedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
                });
            await db.SaveChangesAsync();
        }
        RenderFrame();
    }

    /// <summary>Renders what surrounds every page, again after everything was disposed of.</summary>
    protected void RenderFrame()
    {
        Popovers = Render<MudPopoverProvider>();
        Dialogs = Render<MudDialogProvider>();
        Messages = Render<MudSnackbarProvider>();
    }

    protected VodDbContext NewContext() => Services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContext();

    /// <summary>Adds a video in some state.</summary>
    protected async Task<Guid> AddVideoAsync(string title = "Clip", params VideoStatus[] life)
    {
        var video = new Video
        {
            Id = Guid.NewGuid(), Title = title, FileName = "clip.mp4", Size = 2048, CreatedBy = "test",
            CreatedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), ModifiedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        };
        foreach (var status in life) video.MoveTo(status);
        await using var db = NewContext();
        db.Add(video);
        await db.SaveChangesAsync();
        return video.Id;
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
        await DisposeComponentsAsync();
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
