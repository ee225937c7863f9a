using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Transcoding;

public sealed class TemplateGroupEditingTests : IDisposable
{
    private readonly TaskBench bench = new();

    private TemplateGroupEditing Editing => bench.Get<TemplateGroupEditing>();

    private TemplateGroupReading Groups => bench.Get<TemplateGroupReading>();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_group_is_listed_after_the_built_in_ones_and_described()
    {
        var group = await AddAsync(Template(Definition.SD), Template(Definition.FD));

        var all = await Groups.ListAsync(Actor.System, default);

        Assert.Equal([TemplateGroup.Ladder, TemplateGroup.Original, group], all.Select(view => view.Group));
        Assert.Equal([true, false, false], all.Select(view => view.IsDefault));
        Assert.Equal([Definition.FD, Definition.SD], all[2].Templates.Select(template => template.Settings.Definition));
        Assert.Equal(4, all[0].Templates.Count);
    }

    [Fact]
    public async Task Changing_keeps_what_is_not_spoken_of()
    {
        var group = await AddAsync(Template(Definition.FD), Template(Definition.SD));
        var before = (await Groups.FindAsync(Actor.System, group, default))!;
        bench.Clock.Advance(TimeSpan.FromMinutes(1));

        await Editing.ChangeAsync(Actor.System, group, new TemplateGroupChange
        {
            Templates = [new(before.Templates[0].Id, Template(Definition.LD)), new(null, Template(Definition.HD))],
        }, default);

        var after = (await Groups.FindAsync(Actor.System, group, default))!;
        Assert.Equal([Definition.LD, Definition.SD, Definition.HD], after.Templates.Select(template => template.Settings.Definition));
        Assert.Equal((before.Name, before.Templates[0].Id, before.Templates[1].Id), (after.Name, after.Templates[0].Id, after.Templates[1].Id));
        Assert.True(after.ModifiedAt > before.ModifiedAt);
    }

    [Fact]
    public async Task The_form_says_which_templates_stay()
    {
        var group = await AddAsync(Template(Definition.FD), Template(Definition.SD));
        var sd = (await Groups.FindAsync(Actor.System, group, default))!.Templates[1];
        await Editing.ChangeAsync(Actor.System, group, new TemplateGroupChange { Templates = [new(sd.Id, sd.Settings), new(null, Template(Definition.HD))], Only = [sd.Id] }, default);
        Assert.Equal([Definition.SD, Definition.HD], (await Groups.FindAsync(Actor.System, group, default))!.Templates.Select(template => template.Settings.Definition));
    }

    [Fact]
    public async Task A_locked_group_is_neither_changed_nor_deleted_until_it_is_unlocked()
    {
        var group = await AddAsync(Template(Definition.FD));
        await Editing.ChangeAsync(Actor.System, group, new TemplateGroupChange { IsLocked = true }, default);

        await RefusesAsync(ErrorCode.TemplateGroupLocked, () => Editing.ChangeAsync(Actor.System, group, new TemplateGroupChange { Name = "other" }, default));
        await RefusesAsync(ErrorCode.TemplateGroupLocked, () => Editing.DeleteAsync(Actor.System, group, default));
        await Editing.ChangeAsync(Actor.System, group, new TemplateGroupChange { IsLocked = false, Name = "other" }, default);
        await Editing.DeleteAsync(Actor.System, group, default);
        Assert.Null(await Groups.FindAsync(Actor.System, group, default));
    }

    [Fact]
    public async Task The_built_in_ones_and_the_default_one_are_safe()
    {
        var group = await AddAsync(Template(Definition.FD));
        await RefusesAsync(ErrorCode.TemplateGroupSpecial, () => Editing.DeleteAsync(Actor.System, TemplateGroup.Ladder, default));
        await RefusesAsync(ErrorCode.TemplateGroupSpecial, () => Editing.ChangeAsync(Actor.System, TemplateGroup.Original, new TemplateGroupChange { Name = "x" }, default));
        await Editing.SetDefaultAsync(Actor.System, group, default);
        await RefusesAsync(ErrorCode.TemplateGroupDefault, () => Editing.DeleteAsync(Actor.System, group, default));
        await RefusesAsync(ErrorCode.TemplateGroupNotFound, () => Editing.SetDefaultAsync(Actor.System, TemplateGroup.Own(Guid.NewGuid()), default));
        Assert.True((await Groups.FindAsync(Actor.System, group, default))!.IsDefault);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_deleting_a_group_and_making_it_the_default_at_once_one_is_refused(bool deletesFirst)
    {
        var group = await AddAsync(Template(Definition.FD));
        Task DeleteAsync(TemplateGroupEditing by) => by.DeleteAsync(Actor.System, group, default);
        Task SetDefaultAsync(TemplateGroupEditing by) => by.SetDefaultAsync(Actor.System, group, default);
        var meanwhile = new TemplateGroupEditing(
            bench.Get<IDbContextFactory<VodDbContext>>(), bench.Get<AccessGuard>(),
            new Meanwhile(() => deletesFirst ? DeleteAsync(Editing) : SetDefaultAsync(Editing)), bench.Clock);

        await RefusesAsync(ErrorCode.ChangedMeanwhile, () => deletesFirst ? SetDefaultAsync(meanwhile) : DeleteAsync(meanwhile));

        var all = await Groups.ListAsync(Actor.System, default);
        Assert.Equal(deletesFirst ? TemplateGroup.Ladder : group, Assert.Single(all, view => view.IsDefault).Group);
    }

    [Fact]
    public async Task Refuses_sets_that_do_not_go_together()
    {
        await RefusesAsync(ErrorCode.TemplatesMissing, () => AddAsync());
        await RefusesAsync(ErrorCode.TemplateLabelTwice, () => AddAsync(Template(Definition.FD), Template(Definition.FD)));
        await RefusesAsync(ErrorCode.TemplateSegmentsDiffer, () => AddAsync(Template(Definition.FD), Template(Definition.LD) with { SegmentSeconds = 7 }));
        await RefusesAsync(ErrorCode.TemplateFieldInvalid, () => AddAsync(Template(Definition.FD) with { Video = new VideoSettings { Width = 100 } }));
        await RefusesAsync(ErrorCode.TemplateGroupNameInvalid, () => Editing.AddAsync(Actor.System, "  ", [Template(Definition.FD)], default));
        var group = await AddAsync(Template(Definition.FD));
        var only = (await Groups.FindAsync(Actor.System, group, default))!.Templates[0].Id;
        await RefusesAsync(ErrorCode.TemplatesMissing, () => Editing.DeleteTemplatesAsync(Actor.System, group, [only], default));
        await RefusesAsync(ErrorCode.TemplateNotFound, () => Editing.ChangeAsync(
            Actor.System, group, new TemplateGroupChange { Templates = [new(Guid.NewGuid(), Template(Definition.LD))] }, default));
    }

    [Fact]
    public async Task There_are_twenty_at_most()
    {
        for (var count = 0; count < TranscodeTemplateGroup.CountLimit; count++) await AddAsync(Template(Definition.FD));
        await RefusesAsync(ErrorCode.TemplateGroupsExceeded, () => AddAsync(Template(Definition.FD)));
    }

    [Fact]
    public async Task A_queued_task_keeps_the_templates_that_it_was_submitted_with()
    {
        var group = await AddAsync(Template(Definition.FD), new TemplateSettings(Definition.SQ, 6) { Audio = new AudioSettings() });
        var taskId = await bench.Tasks.SubmitAsync(Actor.System, await bench.AddVideoAsync(), group, default);
        await Editing.DeleteAsync(Actor.System, group, default);

        var lease = (await bench.Leases.ClaimAsync(taskId, Guid.NewGuid(), default))!;
        var source = (await bench.ReadVideoAsync(lease.VideoId)).Source!;
        var plan = await bench.Get<TranscodePlanning>().PlanAsync(lease, source, default);
        await bench.Leases.BeginAsync(lease, plan, default);

        // The source is silent: the job for sound alone fails, and the other goes on.
        Assert.Equal([Definition.FD], plan.Select(planned => planned.Definition));
        var jobs = (await bench.ReadAsync(taskId)).Renditions.ToDictionary(job => job.Definition);
        Assert.Equal((null, ErrorCode.TemplateNeedsAudio), (jobs[Definition.FD].Refusal, jobs[Definition.SQ].Refusal));
        await RefusesAsync(ErrorCode.TemplateGroupNotFound, async () => await bench.Tasks.SubmitAsync(Actor.System, await bench.AddVideoAsync(), group, default));
    }

    [Fact]
    public async Task A_task_of_which_nothing_can_be_made_says_why()
    {
        var group = await AddAsync(new TemplateSettings(Definition.SQ, 6) { Audio = new AudioSettings() });
        var taskId = await bench.Tasks.SubmitAsync(Actor.System, await bench.AddVideoAsync(), group, default);
        var lease = (await bench.Leases.ClaimAsync(taskId, Guid.NewGuid(), default))!;
        var source = (await bench.ReadVideoAsync(lease.VideoId)).Source!;
        await RefusesAsync(ErrorCode.TemplateNeedsAudio, () => bench.Get<TranscodePlanning>().PlanAsync(lease, source, default));
    }

    private async Task<TemplateGroup> AddAsync(params TemplateSettings[] templates) =>
        TemplateGroup.Own(await Editing.AddAsync(Actor.System, "Mobile", templates, default));

    private static TemplateSettings Template(Definition definition) =>
        new(definition, 6) { Video = new VideoSettings { Width = 640, Height = 360 }, Audio = new AudioSettings() };

    /// <summary>Lets something else happen between what an operation reads and what it saves.</summary>
    private sealed class Meanwhile(Func<Task> other) : IAuditLog
    {
        public void Add(VodDbContext db, Actor actor, string action, AuditTarget target, object? before, object? after) =>
            Task.Run(other).GetAwaiter().GetResult();

        public void Refused(VodDbContext db, Actor actor, Permission permission) => throw new NotSupportedException();
    }

    private static async Task RefusesAsync(ErrorCode code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<VodException>(act)).Code);
}
