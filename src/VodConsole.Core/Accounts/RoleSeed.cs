using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace VodConsole.Core.Accounts;

/// <summary>Puts a row for each <see cref="Role"/> into the database. Safe to run again, and from two processes at once.</summary>
public sealed class RoleSeed(IDbContextFactory<VodDbContext> contexts)
{
    /// <summary>Adds the roles that are missing.</summary>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var present = await db.Roles.Select(role => role.Name).ToListAsync(cancellation);
        var missing = Enum.GetNames<Role>().Except(present).ToList();
        if (missing.Count == 0) return;
        db.Roles.AddRange(missing.Select(name => new IdentityRole<Guid>(name!)
        {
            Id = Guid.NewGuid(),
            NormalizedName = name!.ToUpperInvariant(),
        }));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // Another process seeded them in between; the unique index on the name says so. Anything else shows below.
            await using var again = await contexts.CreateDbContextAsync(cancellation);
            if (await again.Roles.CountAsync(cancellation) < Enum.GetNames<Role>().Length) throw;
        }
    }
}
