using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding.Templates;

/// <summary>
/// Makes, changes and deletes the installation's own template groups, and says which group is the default. What is running or queued
/// keeps the templates that it was submitted with.
/// </summary>
public sealed class TemplateGroupEditing(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Makes a group.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.TemplateGroupsExceeded"/>, <see cref="ErrorCode.TemplateGroupNameInvalid"/>, or a refusal of
    /// <see cref="TemplateSet.Require"/>.
    /// </exception>
    public async Task<Guid> AddAsync(Actor actor, string name, IReadOnlyList<TemplateSettings> templates, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.RunTasks, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.TranscodeTemplateGroups.CountAsync(cancellation) >= TranscodeTemplateGroup.CountLimit)
            throw new VodException(ErrorCode.TemplateGroupsExceeded, TranscodeTemplateGroup.CountLimit);
        var now = clock.GetUtcNow().UtcDateTime;
        var group = new TranscodeTemplateGroup { Id = Guid.NewGuid(), Name = RequireName(name), CreatedAt = now, ModifiedAt = now };
        foreach (var template in templates) group.Templates.Add(Row(template));
        TemplateSet.Require(templates);
        db.TranscodeTemplateGroups.Add(group);
        audit.Add(db, actor, AuditAction.TemplateGroupAdded, Target(group), null, Described(group));
        await db.SaveChangesAsync(cancellation);
        return group.Id;
    }

    /// <summary>Changes a group. A draft with an id changes that template, one without is a new one.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.TemplateGroupNotFound"/>, <see cref="ErrorCode.TemplateGroupSpecial"/>, <see cref="ErrorCode.TemplateGroupLocked"/>
    /// (unless the change unlocks it), <see cref="ErrorCode.TemplateNotFound"/>, <see cref="ErrorCode.TemplateGroupNameInvalid"/>,
    /// <see cref="ErrorCode.ChangedMeanwhile"/>, or a refusal of <see cref="TemplateSet.Require"/>.
    /// </exception>
    public Task ChangeAsync(Actor actor, TemplateGroup which, TemplateGroupChange change, CancellationToken cancellation) =>
        EditAsync(actor, which, group =>
        {
            if (group.IsLocked && change.IsLocked != false) throw new VodException(ErrorCode.TemplateGroupLocked, group.Name);
            group.Name = change.Name is { } name ? RequireName(name) : group.Name;
            group.IsLocked = change.IsLocked ?? group.IsLocked;
            foreach (var draft in change.Templates) Apply(group, draft);
            if (change.Only is { } kept)
                foreach (var template in group.Templates.Where(one => !kept.Contains(one.Id) && change.Templates.All(draft => draft.Settings.Definition != one.Definition)).ToList())
                    group.Templates.Remove(template);
            TemplateSet.Require([.. group.Templates.Select(one => TemplateDocument.Read(one.Settings))]);
        }, cancellation);

    /// <summary>Deletes templates of a group.</summary>
    /// <returns>The ids that there are none of.</returns>
    /// <exception cref="VodException">As of <see cref="ChangeAsync"/>; the last template goes only with its group.</exception>
    public async Task<IReadOnlyList<Guid>> DeleteTemplatesAsync(
        Actor actor, TemplateGroup which, IReadOnlyCollection<Guid> templates, CancellationToken cancellation)
    {
        IReadOnlyList<Guid> absent = [];
        await EditAsync(actor, which, group =>
        {
            if (group.IsLocked) throw new VodException(ErrorCode.TemplateGroupLocked, group.Name);
            absent = [.. templates.Except(group.Templates.Select(one => one.Id))];
            foreach (var template in group.Templates.Where(one => templates.Contains(one.Id)).ToList()) group.Templates.Remove(template);
            if (group.Templates.Count == 0) throw new VodException(ErrorCode.TemplatesMissing);
        }, cancellation);
        return absent;
    }

    /// <summary>Deletes a group with its templates.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.TemplateGroupNotFound"/>, <see cref="ErrorCode.TemplateGroupSpecial"/>, <see cref="ErrorCode.TemplateGroupLocked"/>,
    /// <see cref="ErrorCode.TemplateGroupDefault"/> or <see cref="ErrorCode.ChangedMeanwhile"/>.
    /// </exception>
    public async Task DeleteAsync(Actor actor, TemplateGroup which, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.RunTasks, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var group = await FindAsync(db, which, cancellation);
        if (group.IsLocked) throw new VodException(ErrorCode.TemplateGroupLocked, group.Name);
        var settings = await db.TranscodeSettings.SingleAsync(cancellation);
        if (settings.DefaultGroup == which) throw new VodException(ErrorCode.TemplateGroupDefault, group.Name);
        // A new version: whoever makes this group the default at the same moment is refused, or this is.
        db.Update(settings);
        audit.Add(db, actor, AuditAction.TemplateGroupDeleted, Target(group), Described(group), null);
        db.TranscodeTemplateGroups.Remove(group);
        await SaveAsync(db, cancellation);
    }

    /// <summary>Makes a group the one of uploads that name none.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.TemplateGroupNotFound"/> or <see cref="ErrorCode.ChangedMeanwhile"/>.</exception>
    public async Task SetDefaultAsync(Actor actor, TemplateGroup which, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.RunTasks, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // Read before the group is looked for: it may be deleted right after.
        var settings = await db.TranscodeSettings.SingleAsync(cancellation);
        await TemplateGroupReading.RequireAsync(db, which, cancellation);
        if (settings.DefaultGroup == which) return;
        audit.Add(db, actor, AuditAction.TemplateGroupDefaultSet, new AuditTarget("template-group", which.Id, which.Id),
            new { settings.DefaultGroup }, new { DefaultGroup = which });
        settings.DefaultGroup = which;
        await SaveAsync(db, cancellation);
    }

    private async Task EditAsync(Actor actor, TemplateGroup which, Action<TranscodeTemplateGroup> change, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.RunTasks, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var group = await FindAsync(db, which, cancellation);
        var before = Described(group);
        group.ModifiedAt = clock.GetUtcNow().UtcDateTime;
        change(group);
        audit.Add(db, actor, AuditAction.TemplateGroupChanged, Target(group), before, Described(group));
        await SaveAsync(db, cancellation);
    }

    private static async Task<TranscodeTemplateGroup> FindAsync(VodDbContext db, TemplateGroup which, CancellationToken cancellation)
    {
        if (which.OwnId is not { } id) throw new VodException(ErrorCode.TemplateGroupSpecial);
        return await db.TranscodeTemplateGroups.Include(one => one.Templates).SingleOrDefaultAsync(one => one.Id == id, cancellation)
            ?? throw new VodException(ErrorCode.TemplateGroupNotFound, which.Id);
    }

    private static void Apply(TranscodeTemplateGroup group, TemplateDraft draft)
    {
        if (draft.Id is not { } id)
        {
            group.Templates.Add(Row(draft.Settings));
            return;
        }

        var template = group.Templates.FirstOrDefault(one => one.Id == id) ?? throw new VodException(ErrorCode.TemplateNotFound, $"{id:N}");
        (template.Definition, template.Settings) = (draft.Settings.Definition, TemplateDocument.WriteChecked(draft.Settings));
    }

    private static TranscodeTemplate Row(TemplateSettings settings) =>
        new() { Id = Guid.NewGuid(), Definition = settings.Definition, Settings = TemplateDocument.WriteChecked(settings) };

    private static string RequireName(string name) =>
        name.Trim() is { Length: > 0 and <= TranscodeTemplateGroup.NameLimit } text && !text.Any(char.IsControl)
            ? text : throw new VodException(ErrorCode.TemplateGroupNameInvalid, TranscodeTemplateGroup.NameLimit);

    private static AuditTarget Target(TranscodeTemplateGroup group) => new("template-group", $"{group.Id:N}", group.Name);

    private static object Described(TranscodeTemplateGroup group) =>
        new { group.Name, group.IsLocked, Templates = group.Templates.OrderBy(one => one.Definition).Select(one => one.Settings).ToList() };

    private static async Task SaveAsync(VodDbContext db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new VodException(ErrorCode.ChangedMeanwhile);
        }
    }
}

/// <summary>A change of a group; what is null stays.</summary>
public sealed record TemplateGroupChange
{
    /// <summary>The new name.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is locked from now on.</summary>
    public bool? IsLocked { get; init; }

    /// <summary>Templates to change or add.</summary>
    public IReadOnlyList<TemplateDraft> Templates { get; init; } = [];

    /// <summary>When not null: templates of other ids than these, and not in <see cref="Templates"/>, go.</summary>
    public IReadOnlyCollection<Guid>? Only { get; init; }
}
