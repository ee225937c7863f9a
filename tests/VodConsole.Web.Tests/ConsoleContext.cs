using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Media;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Data;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Tests;

/// <summary>Renders components as a signed-in person over a real database in a temporary folder.</summary>
public abstract class ConsoleContext : BunitContext, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("vodconsole-").FullName;

    protected ConsoleContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var data = new DataDirectory(folder);
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(data);
        Services.AddVodDatabase(new DatabaseOptions(), data);
        Services.AddAccounts().AddAudit().AddStorage().AddTranscoding();
        Services.AddSingleton<LibraryOverview>();
        Services.AddMudServices();
        Services.AddScoped<CurrentActor>();
        Services.AddScoped<Notices>();
        Person = AddAuthorization();
    }

    /// <summary>Who is signed in, as the browser's cookie says; rights are read from the database all the same.</summary>
    protected BunitAuthorizationContext Person { get; }

    protected VodDbContext NewDb() => Services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContext();

    /// <summary>Signs a person of that role in.</summary>
    protected async Task SignInAsync(Role role)
    {
        var user = new VodUser { Id = Guid.NewGuid(), UserName = "ada@example.com", CreatedAt = DateTime.UnixEpoch };
        await using var db = NewDb();
        db.Users.Add(user);
        var identityRole = new IdentityRole<Guid> { Id = Guid.NewGuid(), Name = role.ToString(), NormalizedName = role.ToString().ToUpperInvariant() };
        db.Roles.Add(identityRole);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = identityRole.Id });
        await db.SaveChangesAsync();
        Person.SetAuthorized(user.UserName);
        Person.SetClaims(new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()), new Claim(ClaimTypes.Role, role.ToString()));
        Person.SetPolicies([.. Enum.GetValues<Permission>().Where(permission => role.Allows(permission)).Select(permission => permission.ToString())]);
    }

    /// <summary>Adds a video whose upload is whole.</summary>
    protected async Task<Guid> AddVideoAsync(string title)
    {
        var video = new Video
        {
            Id = Guid.NewGuid(), Title = title, FileName = "clip.mp4", SourceKey = "src/x/source.mp4", Size = 1000, CreatedBy = "test",
            CreatedAt = DateTime.UnixEpoch, ModifiedAt = DateTime.UnixEpoch,
            Source = new SourceInfo { Container = "mp4", Duration = 100, VideoCodec = "h264", Width = 640, Height = 360, FrameRate = 25 },
        };
        video.MoveTo(VideoStatus.UploadSucc);
        await using var db = NewDb();
        db.Videos.Add(video);
        await db.SaveChangesAsync();
        return video.Id;
    }

    /// <summary>Adds a video and queues its transcoding.</summary>
    protected async Task<Guid> QueueAsync(string title) => await Services.GetRequiredService<TranscodeTasks>()
        .SubmitAsync(Actor.System, await AddVideoAsync(title), TemplateGroup.Ladder, CancellationToken.None);

    public virtual async Task InitializeAsync()
    {
        await using var db = NewDb();
        await db.Database.MigrateAsync();
        Render<MudPopoverProvider>();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
