using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core;
using VodConsole.Core.Accounts;

namespace VodConsole.Data;

/// <summary>Adds the rows that the program takes for granted: one Identity role for each <see cref="Role"/>.</summary>
public sealed class DatabaseSeeder(IDbContextFactory<VodDbContext> contexts)
{
    /// <summary>Adds what is missing; changes nothing that is there.</summary>
    public async Task SeedAsync(CancellationToken cancellation)
    {
        if (await AddMissingAsync(cancellation)) return;
        // Another process seeded in the same moment, and the unique index let one of us through.
        if (!await AddMissingAsync(cancellation)) throw new InvalidOperationException("The roles cannot be added.");
    }

    private async Task<bool> AddMissingAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var present = await db.Roles.Select(role => role.Name).ToListAsync(cancellation);
        var missing = Enum.GetNames<Role>().Except(present).ToList();
        if (missing.Count == 0) return true;

        db.Roles.AddRange(missing.Select(name => new IdentityRole<Guid>(name!)
        {
            Id = Guid.NewGuid(),
            NormalizedName = name!.ToUpperInvariant(),
            ConcurrencyStamp = Guid.NewGuid().ToString(),
        }));
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
    }
}
