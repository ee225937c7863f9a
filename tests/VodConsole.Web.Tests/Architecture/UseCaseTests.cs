using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Data;
using VodConsole.Protocol;
using VodConsole.Web.Hosting;

namespace VodConsole.Web.Tests.Architecture;

/// <summary>
/// Every operation that someone can ask for is refused to someone without rights, before it looks at anything else, and asks for
/// the permission that this table says. A new operation without a row fails.
/// </summary>
public sealed class UseCaseTests(UseCaseTests.Host host) : IClassFixture<UseCaseTests.Host>
{
    private static readonly Dictionary<string, Permission> Table = new()
    {
        ["AppIdentityFinder.FindAsync"] = Permission.EditDownloads,
        ["AppIdentityFinder.FindInReportAsync"] = Permission.EditDownloads,
        ["AccountLinks.InviteAsync"] = Permission.ManageUsers,
        ["AccountLinks.IssueResetAsync"] = Permission.ManageUsers,
        ["AccountLinks.ListInvitationsAsync"] = Permission.ManageUsers,
        ["AccountLinks.RevokeInvitationAsync"] = Permission.ManageUsers,
        ["AccessKeys.CreateAsync"] = Permission.ManageAccessKeys,
        ["AccessKeys.DeleteAsync"] = Permission.ManageAccessKeys,
        ["AccessKeys.LimitAsync"] = Permission.ManageAccessKeys,
        ["AccessKeys.ListAsync"] = Permission.ManageAccessKeys,
        ["AccessKeys.SetDisabledAsync"] = Permission.ManageAccessKeys,
        ["AuditExport.WriteAsync"] = Permission.ViewAudit,
        ["AuditTrail.SearchAsync"] = Permission.ViewAudit,
        ["CallbackTest.SendAsync"] = Permission.ManageCallbacks,
        ["Callbacks.DeleteAsync"] = Permission.ManageCallbacks,
        ["Callbacks.ReadAsync"] = Permission.ManageCallbacks,
        ["Callbacks.ReadKeyAsync"] = Permission.ManageCallbacks,
        ["Callbacks.SetAsync"] = Permission.ManageCallbacks,
        ["Categories.AddAsync"] = Permission.EditMedia,
        ["Categories.CountVideosAsync"] = Permission.ViewMedia,
        ["Categories.DeleteAllAsync"] = Permission.EditMedia,
        ["Categories.DeleteAsync"] = Permission.EditMedia,
        ["Categories.MoveAsync"] = Permission.EditMedia,
        ["Categories.ReadAsync"] = Permission.ViewMedia,
        ["Categories.RenameAsync"] = Permission.EditMedia,
        ["DownloadApps.ReadAsync"] = Permission.ViewDownloads,
        ["DownloadConfiguration.ApplyAsync"] = Permission.EditDownloads,
        ["DownloadConfiguration.PreviewAsync"] = Permission.ViewDownloads,
        ["DownloadConfiguration.ReadAsync"] = Permission.ViewDownloads,
        ["DownloadConfiguration.UndoAsync"] = Permission.EditDownloads,
        ["DownloadPolicy.ExplainAsync"] = Permission.ViewDownloads,
        ["IssuedDataKeys.DecryptAsync"] = Permission.RunTasks,
        ["IssuedDataKeys.GenerateAsync"] = Permission.RunTasks,
        ["KeyFileExport.WriteAsync"] = Permission.ViewDownloads,
        ["KeyFileGeneration.GenerateAsync"] = Permission.EditDownloads,
        ["KeyFileGeneration.PrepareAsync"] = Permission.ViewDownloads,
        ["KeyFileInspection.InspectAsync"] = Permission.ViewDownloads,
        ["KeyFileRegister.DescribeAsync"] = Permission.EditDownloads,
        ["KeyFileRegister.FindAsync"] = Permission.ViewDownloads,
        ["KeyFileRegister.RevokeAsync"] = Permission.EditDownloads,
        ["KeyFileRegister.SearchAsync"] = Permission.ViewDownloads,
        ["KeyFileRotation.RotateAsync"] = Permission.EditDownloads,
        ["KeyRingExport.SealAsync"] = Permission.ManageKeys,
        ["KeyRingImport.OpenAsync"] = Permission.ManageKeys,
        ["KeyRingStatus.ReadAsync"] = Permission.ManageKeys,
        ["LibraryOverview.ReadAsync"] = Permission.ViewMedia,
        ["NotificationList.ResendAsync"] = Permission.ManageCallbacks,
        ["NotificationList.SearchAsync"] = Permission.ManageCallbacks,
        ["MediaSearch.ReadAsync"] = Permission.ViewMedia,
        ["OfflineSwitch.DisableAsync"] = Permission.EditMedia,
        ["OfflineSwitch.EnableAsync"] = Permission.EditMedia,
        ["OfflineSwitchRunList.FindAsync"] = Permission.ViewMedia,
        ["OfflineSwitchRunList.ReadActiveAsync"] = Permission.ViewMedia,
        ["OfflineSwitchRunList.ReadAsync"] = Permission.ViewMedia,
        ["OfflineSwitchRunList.ReadRefusedAsync"] = Permission.ViewMedia,
        ["OfflineSwitchRuns.BeginAsync"] = Permission.EditMedia,
        ["OfflineSwitchRuns.PlanAsync"] = Permission.EditMedia,
        ["OfflineSwitchRuns.StopAsync"] = Permission.EditMedia,
        ["PlayableVideos.AdmitAsync"] = Permission.ViewMedia,
        ["PlayableVideos.FindAsync"] = Permission.ViewMedia,
        ["PlaybackLinks.GetAsync"] = Permission.ViewMedia,
        ["PolicyAttachments.AttachAsync"] = Permission.ManageUsers,
        ["PolicyAttachments.DetachAllAsync"] = Permission.ManageUsers,
        ["PolicyAttachments.DetachAsync"] = Permission.ManageUsers,
        ["PolicyAttachments.ListAsync"] = Permission.ManageUsers,
        ["PolicyRegister.ChangeAsync"] = Permission.ManageUsers,
        ["PolicyRegister.CreateAsync"] = Permission.ManageUsers,
        ["PolicyRegister.DeleteAsync"] = Permission.ManageUsers,
        ["PolicyRegister.FindAsync"] = Permission.ManageUsers,
        ["PolicyRegister.ListAsync"] = Permission.ManageUsers,
        ["PolicySimulation.AskAsync"] = Permission.ManageUsers,
        ["RoleAssumption.RunAsync"] = Permission.ViewMedia,
        ["SigningKeys.ListAsync"] = Permission.ViewDownloads,
        ["TemplateGroupEditing.AddAsync"] = Permission.RunTasks,
        ["TemplateGroupEditing.ChangeAsync"] = Permission.RunTasks,
        ["TemplateGroupEditing.DeleteAsync"] = Permission.RunTasks,
        ["TemplateGroupEditing.DeleteTemplatesAsync"] = Permission.RunTasks,
        ["TemplateGroupEditing.SetDefaultAsync"] = Permission.RunTasks,
        ["TemplateGroupReading.FindAsync"] = Permission.ViewMedia,
        ["TemplateGroupReading.ListAsync"] = Permission.ViewMedia,
        ["TranscodeJobs.FindByJobsAsync"] = Permission.ViewMedia,
        ["TranscodeJobs.FindLatestAsync"] = Permission.ViewMedia,
        ["TranscodeJobs.ListAsync"] = Permission.ViewMedia,
        ["TranscodeJobs.FindTaskAsync"] = Permission.ViewMedia,
        ["TranscodeOrders.SubmitAsync"] = Permission.RunTasks,
        ["TranscodeTaskList.FindAsync"] = Permission.ViewMedia,
        ["TranscodeTaskList.SearchAsync"] = Permission.ViewMedia,
        ["TranscodeTasks.CancelAsync"] = Permission.RunTasks,
        ["TranscodeTasks.RetryAsync"] = Permission.RunTasks,
        ["TranscodeTasks.SubmitAsync"] = Permission.RunTasks,
        ["UploadBegin.RunAsync"] = Permission.EditMedia,
        ["Uploads.AppendAsync"] = Permission.EditMedia,
        ["Uploads.FindAsync"] = Permission.EditMedia,
        ["Uploads.ListUnfinishedAsync"] = Permission.EditMedia,
        ["Uploads.TerminateAsync"] = Permission.EditMedia,
        ["UserAdministration.AddAsync"] = Permission.ManageUsers,
        ["UserAdministration.FindAsync"] = Permission.ManageUsers,
        ["UserAdministration.LockAsync"] = Permission.ManageUsers,
        ["UserAdministration.ResetPasswordAsync"] = Permission.ManageUsers,
        ["UserAdministration.ResetTwoFactorAsync"] = Permission.ManageUsers,
        ["UserAdministration.SetRoleAsync"] = Permission.ManageUsers,
        ["UserAdministration.UnlockAsync"] = Permission.ManageUsers,
        ["UserList.ReadAsync"] = Permission.ManageUsers,
        ["VideoCovers.FindAsync"] = Permission.ViewMedia,
        ["VideoDeletion.DeleteAsync"] = Permission.EditMedia,
        ["VideoDeletion.PlanAsync"] = Permission.EditMedia,
        ["VideoDetails.FindAsync"] = Permission.ViewMedia,
        ["VideoDetails.ReadHistoryAsync"] = Permission.ViewMedia,
        ["VideoFacts.FindAllAsync"] = Permission.ViewMedia,
        ["VideoFacts.FindAsync"] = Permission.ViewMedia,
        ["VideoEditing.ChangeAllAsync"] = Permission.EditMedia,
        ["VideoEditing.ChangeAsync"] = Permission.EditMedia,
        ["VideoEditing.ReadAsync"] = Permission.ViewMedia,
        ["VideoEditing.SaveAsync"] = Permission.EditMedia,
        ["VideoImport.RunAsync"] = Permission.EditMedia,
        ["VideoLibrary.ReadAsync"] = Permission.ViewMedia,
        ["VideoLibrary.SearchAsync"] = Permission.ViewMedia,
        ["VideoListing.ReadAsync"] = Permission.ViewMedia,
        ["VideoSources.FindAsync"] = Permission.ViewMedia,
    };

    /// <summary>Methods that name an actor for the audit log and are steps of operations that have asked already.</summary>
    private static readonly Dictionary<string, string> Steps = new()
    {
        ["AccountWriter.AddAsync"] = "FirstAdministrator has checked its token, UserAdministration its actor",
        ["VideoIntake.AcceptAsync"] = "the upload that it completes was authorised part by part",
    };

    /// <summary>What a person does to their own account, which needs no permission.</summary>
    private static readonly string[] Own =
    [
        "IdentityConfirmation.ByCodeAsync", "IdentityConfirmation.ByPasskeyAsync", "IdentityConfirmation.ByPasswordAsync",
        "OwnSessions.EndOthersAsync", "OwnSessions.ListAsync",
        "Passkeys.AddAsync", "Passkeys.ListAsync", "Passkeys.RemoveAsync", "Passkeys.RenameAsync", "Passkeys.RequireReadyAsync",
        "TwoFactor.BeginAsync", "TwoFactor.DisableAsync", "TwoFactor.EnableAsync", "TwoFactor.ReadAsync", "TwoFactor.RenewRecoveryCodesAsync",
    ];

    public static TheoryData<string> Operations => [.. Table.Keys];

    public static TheoryData<string> OwnOperations => [.. Own];

    [Fact]
    public void The_table_has_a_row_for_every_operation_and_none_too_many()
    {
        SourceTree.AssertNone(
            Methods.Keys.Except(Table.Keys).Except(Steps.Keys).Except(Own).Select(name => $"{name} has no row: which permission does it ask for?")
                .Concat(Table.Keys.Concat(Steps.Keys).Concat(Own).Except(Methods.Keys).Select(name => $"{name} does not exist")));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Refuses_someone_who_is_locked_out_and_notes_the_permission(string operation)
    {
        var actor = new Actor(Guid.NewGuid(), $"{Guid.NewGuid():N}@example.com");

        foreach (var method in Methods[operation])
        {
            var refusal = await Assert.ThrowsAsync<VodException>(() => CallAsync(method, actor));
            Assert.Equal(ErrorCode.NotSignedIn, refusal.Code);
        }

        await using var db = await host.Services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContextAsync();
        var noted = await db.AuditEntries.Where(entry => entry.ActorId == actor.UserId).ToListAsync();
        Assert.All(noted, entry => Assert.Equal(
            (AuditAction.AccessRefused, Table[operation].ToString(), AuditOutcome.Refused), (entry.Action, entry.TargetId, entry.Outcome)));
        Assert.Equal(Methods[operation].Count(), noted.Count);
    }

    [Theory]
    [MemberData(nameof(OwnOperations))]
    public async Task Refuses_someone_without_an_account(string operation)
    {
        foreach (var method in Methods[operation])
            Assert.Equal(
                ErrorCode.NotSignedIn,
                (await Assert.ThrowsAsync<VodException>(() => CallAsync(method, new Actor(Guid.NewGuid(), "gone", SessionId: Guid.NewGuid())))).Code);
    }

    [Fact]
    public void The_roles_may_do_this_and_nothing_more()
    {
        Permission[] auditor = [Permission.ViewMedia, Permission.ViewDownloads, Permission.ViewAudit];
        Permission[] @operator = [.. auditor, Permission.EditMedia, Permission.EditDownloads, Permission.RunTasks];
        foreach (var permission in Enum.GetValues<Permission>())
        {
            Assert.Equal(auditor.Contains(permission), Role.Auditor.Allows(permission));
            Assert.Equal(@operator.Contains(permission), Role.Operator.Allows(permission));
            Assert.True(Role.Administrator.Allows(permission));
        }
    }

    private static ILookup<string, MethodInfo> Grouped { get; } = (
        from type in typeof(VodDbContext).Assembly.GetExportedTypes()
        where type is { IsClass: true, IsAbstract: false } && type != typeof(AccessGuard) && type != typeof(Actor)
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Actor)
        select method).ToLookup(method => $"{method.DeclaringType!.Name}.{method.Name}");

    private static Dictionary<string, IEnumerable<MethodInfo>> Methods { get; } =
        Grouped.ToDictionary(group => group.Key, group => group.AsEnumerable());

    private async Task CallAsync(MethodInfo method, Actor actor)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var target = scope.ServiceProvider.GetRequiredService(method.DeclaringType!);
        object?[] arguments = [actor, .. method.GetParameters().Skip(1).Select(parameter => Anything(parameter.ParameterType))];
        var result = method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        await (result as Task ?? (Task)result.GetType().GetMethod("AsTask")!.Invoke(result, null)!);
    }

    /// <summary>A value that no operation may have looked at when it refuses.</summary>
    private static object? Anything(Type type) =>
        type == typeof(Guid) ? Guid.NewGuid()
        : type == typeof(string) ? "anything"
        : type == typeof(Stream) ? Stream.Null
        : type == typeof(int) ? 1
        : type.IsValueType ? Activator.CreateInstance(type)
        : type.IsAbstract || type.IsArray || type.IsAssignableTo(typeof(Delegate)) ? null
        : RuntimeHelpers.GetUninitializedObject(type);

    /// <summary>The use cases as the server and the verbs have them, over an empty database.</summary>
    public sealed class Host : IAsyncLifetime
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vodconsole-architecture-");
        private readonly ServiceProvider services;

        public Host()
        {
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([new("VODCONSOLE_DATA", folder.FullName)]).Build();
            services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration)
                .AddVodCore(configuration).BuildServiceProvider();
        }

        public IServiceProvider Services => services;

        public Task InitializeAsync() => services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ownsDatabase: true, default);

        public async Task DisposeAsync()
        {
            await services.DisposeAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }
}
