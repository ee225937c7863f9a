using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.ApiAccess.Policies;

namespace VodConsole.Core.Accounts;

/// <summary>
/// One row whose value changes in the same save as anything that decides what somebody may do: a role, a lock, a policy, an attachment,
/// an access key. Whoever keeps rights in memory reads this row instead of them, and knows at once, in every process, whether they still hold.
/// </summary>
public sealed class RightsMark
{
    /// <summary>The one row's id.</summary>
    public const int OnlyId = 1;

    private static readonly Guid First = new("6f0d6c1e-6e0c-4a7e-9f0e-6d8f3a1b2c4d");

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>A random value that never comes back: two changes at once leave one that neither reader has seen before.</summary>
    public required Guid Value { get; set; }

    /// <summary>The value now.</summary>
    public static Task<Guid> ReadAsync(VodDbContext db, CancellationToken cancellation) =>
        db.RightsMarks.Where(mark => mark.Id == OnlyId).Select(mark => mark.Value).SingleAsync(cancellation);

    /// <summary>Changes the value with the save that <paramref name="db"/> is about to make, when the save is of that kind.</summary>
    internal static void Stamp(VodDbContext db)
    {
        if (!db.ChangeTracker.Entries().Any(Decides)) return;
        var mark = db.RightsMarks.Local.FirstOrDefault() ?? db.RightsMarks.Attach(new RightsMark { Value = Guid.Empty }).Entity;
        mark.Value = Guid.NewGuid();
    }

    // An account's own columns decide nothing but its lock; that it signed in is no change of rights.
    private static bool Decides(EntityEntry entry) => (entry.Entity, entry.State) switch
    {
        (_, EntityState.Unchanged or EntityState.Detached) => false,
        (VodUser, EntityState.Modified) => entry.Property(nameof(VodUser.LockoutEnd)).IsModified,
        (VodUser or AccessKey, EntityState.Added) => false,
        (VodUser or AccessKey or IdentityUserRole<Guid> or Policy or PolicyAttachment, _) => true,
        _ => false,
    };

    internal static RightsMark Seed() => new() { Value = First };
}

internal sealed class RightsMarkConfiguration : IEntityTypeConfiguration<RightsMark>
{
    public void Configure(EntityTypeBuilder<RightsMark> builder)
    {
        builder.ToTable("RightsMarks");
        builder.Property(mark => mark.Id).ValueGeneratedNever();
        builder.HasData(RightsMark.Seed());
    }
}
