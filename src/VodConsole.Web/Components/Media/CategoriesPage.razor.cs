using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Media;

/// <summary>The category tree.</summary>
public sealed partial class CategoriesPage
{
    private CategoryTree? _tree;
    private IReadOnlyDictionary<int, int> _counts = new Dictionary<int, int>();
    private VodException? _failure;

    [Inject] private Categories Categories { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;

    protected override Task OnInitializedAsync() => RefreshAsync();

    private async Task RefreshAsync()
    {
        try
        {
            var actor = await Actor.GetAsync();
            _tree = await Categories.ReadAsync(actor, CancellationToken.None);
            _counts = await Categories.CountVideosAsync(actor, CancellationToken.None);
        }
        catch (VodException refusal)
        {
            _failure = refusal;
        }
    }

    private Task AddAsync(int? parentId) => OpenAsync(MediaText.AddCategoryTitle, null, parentId);

    private Task EditAsync(Category category) => OpenAsync(With(MediaText.EditCategoryTitle, category), category, category.ParentId);

    private async Task OpenAsync(string title, Category? category, int? parentId)
    {
        var dialog = await Dialogs.ShowAsync<CategoryDialog>(title, new DialogParameters<CategoryDialog>
        {
            { one => one.Title, title },
            { one => one.Category, category },
            { one => one.ParentId, parentId },
            { one => one.Tree, _tree! },
        });
        await dialog.Result;
        await RefreshAsync();
    }

    private async Task DeleteAsync(Category category)
    {
        var videos = _counts.GetValueOrDefault(category.Id);
        var consequence = videos == 0
            ? MediaText.DeleteCategoryEmpty
            : string.Format(CultureInfo.CurrentCulture, MediaText.DeleteCategoryVideos, videos);
        if (!await Dialogs.AskAsync(With(MediaText.DeleteCategoryTitle, category), MediaText.DeleteCategoryAct, consequence)) return;
        if (await Notices.TryAsync(async () => await Categories.DeleteAsync(await Actor.GetAsync(), category.Id, CancellationToken.None)))
            Notices.Done(With(MediaText.CategoryDeleted, category));
        await RefreshAsync();
    }

    private static string With(string format, Category category) => string.Format(CultureInfo.CurrentCulture, format, category.Name);
}
