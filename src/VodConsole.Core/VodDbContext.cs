using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Notifications;
using VodConsole.Core.Playback;
using VodConsole.Core.Transcoding;
using VodConsole.Core.Transcoding.Templates;

namespace VodConsole.Core;

/// <summary>
/// The one model, shared by the three databases; each has a subclass of its own in VodConsole.Data.
/// Short-lived and not thread-safe: take one per operation from <c>IDbContextFactory&lt;VodDbContext&gt;</c>.
/// All times are UTC <see cref="DateTime"/>, exact to the microsecond; all enums are stored as text. Texts compare and sort by
/// code point on every database.
/// </summary>
public abstract class VodDbContext(DbContextOptions options)
    : IdentityDbContext<VodUser, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<Video> Videos => Set<Video>();
    public DbSet<SourceDetails> SourceDetails => Set<SourceDetails>();
    public DbSet<Category> Categories => Set<Category>();
    public DbSet<Upload> Uploads => Set<Upload>();
    public DbSet<TranscodeTask> TranscodeTasks => Set<TranscodeTask>();
    public DbSet<TranscodeRendition> TranscodeRenditions => Set<TranscodeRendition>();
    public DbSet<TranscodeTemplateGroup> TranscodeTemplateGroups => Set<TranscodeTemplateGroup>();
    public DbSet<TranscodeTemplate> TranscodeTemplates => Set<TranscodeTemplate>();
    public DbSet<TranscodeSettings> TranscodeSettings => Set<TranscodeSettings>();
    public DbSet<WorkerProcess> WorkerProcesses => Set<WorkerProcess>();
    public DbSet<Publication> Publications => Set<Publication>();
    public DbSet<PublishedRendition> PublishedRenditions => Set<PublishedRendition>();
    public DbSet<DataKey> DataKeys => Set<DataKey>();
    public DbSet<KeyCanary> KeyCanaries => Set<KeyCanary>();
    public DbSet<DownloadSettings> DownloadSettings => Set<DownloadSettings>();
    public DbSet<KeyFile> KeyFiles => Set<KeyFile>();
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();
    public DbSet<DownloadAuthorisation> DownloadAuthorisations => Set<DownloadAuthorisation>();
    public DbSet<OfflineSwitchRun> OfflineSwitchRuns => Set<OfflineSwitchRun>();
    public DbSet<OfflineSwitchItem> OfflineSwitchItems => Set<OfflineSwitchItem>();
    public DbSet<AccessKey> AccessKeys => Set<AccessKey>();
    public DbSet<UsedNonce> UsedNonces => Set<UsedNonce>();
    public DbSet<Policy> Policies => Set<Policy>();
    public DbSet<PolicyAttachment> PolicyAttachments => Set<PolicyAttachment>();
    public DbSet<CallbackSettings> CallbackSettings => Set<CallbackSettings>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<SetupLink> SetupLinks => Set<SetupLink>();
    public DbSet<RightsMark> RightsMarks => Set<RightsMark>();
    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();
    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    /// <summary>A name of a table or column as this database quotes it, where SQL is written by hand.</summary>
    protected internal abstract string Quote(string column);

    /// <summary>Whether the database made this transaction give way to another at the same time: tried again, it may succeed.</summary>
    protected internal abstract bool IsConflict(DbException failure);

    /// <summary>The collation that compares and sorts by code point; null where that is the database's own way.</summary>
    protected virtual string? Collation => null;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<TemplateGroup>().HaveConversion<GroupConverter>().HaveMaxLength(40);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        if (Collation is null) return;
        configurationBuilder.Properties<string>().UseCollation(Collation);
        configurationBuilder.Properties<Enum>().UseCollation(Collation);
        configurationBuilder.Properties<TemplateGroup>().UseCollation(Collation);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(VodDbContext).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(IVersioned))))
            entity.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;

        // Beside the unique pair of parent and name: the databases disagree on whether two nulls are the same.
        builder.Entity<Category>().HasIndex(category => category.SearchName)
            .IsUnique().HasFilter($"{Quote(nameof(Category.ParentId))} IS NULL").HasDatabaseName("IX_Categories_Top");
        builder.Entity<OfflineSwitchItem>().HasIndex(item => new { item.RunId, item.VideoCreatedAt, item.VideoId })
            .HasFilter($"{Quote(nameof(OfflineSwitchItem.RefusedStatus))} IS NOT NULL").HasDatabaseName("IX_OfflineSwitchItems_Refused");
        builder.Entity<Publication>().HasIndex(publication => publication.VideoId)
            .IsUnique().HasFilter($"{Quote(nameof(Publication.RetiredAt))} IS NULL").HasDatabaseName("IX_Publications_Current");
        builder.Entity<TranscodeTask>().HasIndex(task => task.VideoId)
            .IsUnique().HasFilter($"{Quote(nameof(TranscodeTask.EndedAt))} IS NULL").HasDatabaseName("IX_TranscodeTasks_Active");
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        StampVersions();
        RightsMark.Stamp(this);
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        StampVersions();
        RightsMark.Stamp(this);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private void StampVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
            if (entry.State is EntityState.Added or EntityState.Modified)
                entry.Entity.Version = Guid.NewGuid();
    }

    private sealed class GroupConverter() : ValueConverter<TemplateGroup, string>(
        value => value.ToString(), text => TemplateGroup.Parse(text));

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc),
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}
