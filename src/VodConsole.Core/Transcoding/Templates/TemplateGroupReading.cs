using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding.Templates;

/// <summary>Reads template groups, the built-in ones with the installation's own.</summary>
public sealed class TemplateGroupReading(IDbContextFactory<VodDbContext> contexts, AccessGuard guard)
{
    /// <summary>Every group: the built-in ones, then the others in the order in which they were made.</summary>
    public async Task<IReadOnlyList<TemplateGroupView>> ListAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var standing = await DefaultAsync(db, cancellation);
        var own = await db.TranscodeTemplateGroups.AsNoTracking().Include(group => group.Templates)
            .OrderBy(group => group.CreatedAt).ThenBy(group => group.Id).ToListAsync(cancellation);
        return [.. TemplateGroup.BuiltIn.Select(group => BuiltInTemplates.View(group, standing)), .. own.Select(group => View(group, standing))];
    }

    /// <summary>One group, or null when there is none.</summary>
    public async Task<TemplateGroupView?> FindAsync(Actor actor, TemplateGroup group, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var standing = await DefaultAsync(db, cancellation);
        if (group.OwnId is not { } id) return BuiltInTemplates.View(group, standing);
        var row = await db.TranscodeTemplateGroups.AsNoTracking().Include(one => one.Templates).SingleOrDefaultAsync(one => one.Id == id, cancellation);
        return row is null ? null : View(row, standing);
    }

    /// <summary>The group of an upload that names none.</summary>
    internal static Task<TemplateGroup> DefaultAsync(VodDbContext db, CancellationToken cancellation) =>
        db.TranscodeSettings.Select(settings => settings.DefaultGroup).SingleAsync(cancellation);

    /// <summary>Requires that there is such a group.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.TemplateGroupNotFound"/>.</exception>
    internal static async Task RequireAsync(VodDbContext db, TemplateGroup group, CancellationToken cancellation)
    {
        if (group.OwnId is { } id && !await db.TranscodeTemplateGroups.AnyAsync(one => one.Id == id, cancellation))
            throw new VodException(ErrorCode.TemplateGroupNotFound, group.Id);
    }

    private static TemplateGroupView View(TranscodeTemplateGroup row, TemplateGroup standing)
    {
        var group = TemplateGroup.Own(row.Id);
        var templates = row.Templates.OrderBy(template => template.Definition)
            .Select(template => new TemplateView(template.Id, TemplateDocument.Read(template.Settings)));
        return new TemplateGroupView(group, row.Name, group == standing, row.IsLocked, row.CreatedAt, row.ModifiedAt, [.. templates]);
    }
}

/// <summary>A template group as it is now.</summary>
/// <param name="Group">Which.</param>
/// <param name="Name">Its name; of a built-in one the contract's.</param>
/// <param name="IsDefault">Whether uploads that name no group use it.</param>
/// <param name="IsLocked">Whether it must not be changed; the built-in ones never can be.</param>
/// <param name="CreatedAt">When it was made, UTC; null for a built-in one.</param>
/// <param name="ModifiedAt">When it was last changed, UTC; null for a built-in one.</param>
/// <param name="Templates">Its templates, lowest label first.</param>
public sealed record TemplateGroupView(
    TemplateGroup Group, string Name, bool IsDefault, bool IsLocked, DateTime? CreatedAt, DateTime? ModifiedAt, IReadOnlyList<TemplateView> Templates);

/// <summary>A template.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Settings">What it makes.</param>
public sealed record TemplateView(Guid Id, TemplateSettings Settings);
