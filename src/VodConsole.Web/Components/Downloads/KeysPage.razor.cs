using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using MudBlazor;
using VodConsole.Core.Downloads;
using VodConsole.Protocol.Formats.KeyFiles;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;
using VodConsole.Web.Downloads;

namespace VodConsole.Web.Components.Downloads;

/// <summary>The register of key files.</summary>
public sealed partial class KeysPage
{
    private ListTable<KeyFileRow>? _table;
    private PublicKeysCard? _publicKeys;

    [Inject] private KeyFileRegister Register { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;
    [Inject] private NavigationManager Navigator { get; set; } = null!;
    [SupplyParameterFromQuery(Name = "q")] private string? Text { get; set; }
    [SupplyParameterFromQuery] private string? Platform { get; set; }
    [SupplyParameterFromQuery] private string? Status { get; set; }

    private static IReadOnlyList<(string, string)> Platforms =>
        [.. Enum.GetValues<AppPlatform>().Select(platform => (platform.ToString(), PlatformText.Of(platform)))];

    private static IReadOnlyList<(string, string)> Statuses =>
        [.. Enum.GetValues<KeyFileStatus>().Select(status => (status.ToString(), KeyFileStatusChip.Of(status)))];

    private KeyFileQuery Query => new() { Q = Text, Platform = Platform, Status = Status };

    private string ExportAddress =>
        QueryHelpers.AddQueryString(KeyFileEndpoints.ExportPath, QueryHelpers.ParseQuery(new Uri(Navigator.Uri).Query));

    private async Task<ListSlice<KeyFileRow>> LoadAsync(ListRequest request, CancellationToken cancellation)
    {
        var search = Query.ToSearch() with
        {
            Sort = request.SortBy switch { "label" => KeyFileSort.Label, "used" => KeyFileSort.LastUsed, _ => KeyFileSort.Created },
            IsDescending = request.SortBy is null || request.IsDescending,
        };
        var page = await Register.SearchAsync(await Actor.GetAsync(), search, request.Skip, request.Take, cancellation);
        return new ListSlice<KeyFileRow>(page.Rows, page.Total);
    }

    private async Task GenerateAsync() => await Dialogs.ShowAsync<GenerateKeyDialog>(
        KeyText.GetKey,
        new DialogParameters<GenerateKeyDialog> { { dialog => dialog.Generated, EventCallback.Factory.Create(this, RefreshAsync) } },
        GenerateKeyDialog.Options);

    private async Task RotateAsync(KeyFileRow file)
    {
        var dialog = await Dialogs.ShowAsync<RotateKeyDialog>(
            KeyText.Rotate, new DialogParameters<RotateKeyDialog> { { parameters => parameters.File, file } }, GenerateKeyDialog.Options);
        await dialog.Result;
        await RefreshAsync();
    }

    private async Task RevokeAsync(KeyFileRow file)
    {
        var dialog = await Dialogs.ShowAsync<RevokeKeyDialog>(
            KeyText.Revoke, new DialogParameters<RevokeKeyDialog> { { parameters => parameters.File, file } });
        if (await dialog.Result is { Canceled: false }) await DoneAsync(KeyText.WasRevoked, file);
    }

    private async Task DescribeAsync(KeyFileRow file)
    {
        var dialog = await Dialogs.ShowAsync<DescribeKeyDialog>(
            KeyText.Describe, new DialogParameters<DescribeKeyDialog> { { parameters => parameters.File, file } });
        if (await dialog.Result is { Canceled: false }) await DoneAsync(KeyText.Saved, file);
    }

    private async Task DoneAsync(string format, KeyFileRow file)
    {
        Notices.Done(string.Format(CultureInfo.CurrentCulture, format, KeyFileName.Of(file)));
        await RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        if (_table is not null) await _table.RefreshAsync();
        if (_publicKeys is not null) await _publicKeys.RefreshAsync();
    }

    private static string Revocation(KeyFileRow file) => string.Format(
        CultureInfo.CurrentCulture, KeyText.RevokedBy, file.RevokedBy, file.RevokedAt?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture), file.RevokeReason);
}
