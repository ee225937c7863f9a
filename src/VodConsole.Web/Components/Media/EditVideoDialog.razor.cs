using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Media;

/// <summary>Edits the words about one video.</summary>
public sealed partial class EditVideoDialog
{
    private VideoFields? _seen;
    private VideoFields? _theirs;
    private CategoryTree? _tree;
    private VodException? _failure;
    private string _title = "";
    private string _description = "";
    private string _tags = "";
    private int? _categoryId;

    /// <summary>The video.</summary>
    [Parameter, EditorRequired] public required Guid VideoId { get; set; }

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;
    [Inject] private VideoEditing Editing { get; set; } = null!;
    [Inject] private Categories Categories { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;

    private VideoFields Wanted => _seen! with { Title = _title, Description = _description, CategoryId = _categoryId, Tags = _tags };

    private string Heading => _theirs is not null
        ? MediaText.ConflictTitle
        : string.Format(CultureInfo.CurrentCulture, MediaText.EditTitle, _seen?.Title);

    protected override Task OnInitializedAsync() => AttemptAsync(async () =>
    {
        var actor = await Actor.GetAsync();
        _tree = await Categories.ReadAsync(actor, CancellationToken.None);
        Fill(await Editing.ReadAsync(actor, VideoId, CancellationToken.None));
    });

    private Task SaveAsync() => AttemptAsync(async () =>
    {
        var actor = await Actor.GetAsync();
        try
        {
            var saved = await Editing.SaveAsync(actor, VideoId, _seen!, Wanted, CancellationToken.None);
            Notices.Done(string.Format(CultureInfo.CurrentCulture, MediaText.Saved, saved.Title));
            Dialog.Close(DialogResult.Ok(true));
        }
        catch (VodException conflict) when (conflict.Code == ErrorCode.ChangedMeanwhile)
        {
            _theirs = await Editing.ReadAsync(actor, VideoId, CancellationToken.None);
        }
    });

    private Task KeepMineAsync()
    {
        // Having seen their values, saving over them is a decision.
        (_seen, _theirs) = (_theirs, null);
        return SaveAsync();
    }

    private void TakeTheirs()
    {
        Fill(_theirs!);
        _theirs = null;
    }

    private void Fill(VideoFields fields)
    {
        _seen = fields;
        (_title, _description, _categoryId, _tags) = (fields.Title, fields.Description, fields.CategoryId, fields.Tags.Replace(",", ", ", StringComparison.Ordinal));
    }

    private IEnumerable<(string Label, string Theirs, string Yours)> Differences(VideoFields theirs, VideoFields mine)
    {
        if (theirs.Title != mine.Title) yield return (MediaText.Title, theirs.Title, mine.Title);
        if (theirs.Description != mine.Description) yield return (MediaText.Description, theirs.Description, mine.Description);
        if (theirs.CategoryId != mine.CategoryId) yield return (MediaText.Category, NameOf(theirs.CategoryId), NameOf(mine.CategoryId));
        if (theirs.Tags != mine.Tags.Replace(", ", ",", StringComparison.Ordinal)) yield return (MediaText.Tags, theirs.Tags, mine.Tags);
    }

    private string NameOf(int? categoryId) => categoryId is { } id ? _tree?.Find(id)?.Name ?? "–" : MediaText.NoCategory;

    private static string Count(string text, int limit) =>
        string.Format(CultureInfo.CurrentCulture, MediaText.CharactersLeft, text.Length, limit);

    // In the dialog itself: a message at the page's edge would lie behind it.
    private async Task AttemptAsync(Func<Task> operation)
    {
        _failure = null;
        try
        {
            await operation();
        }
        catch (VodException refusal)
        {
            _failure = refusal;
        }
    }
}
