using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Storage;

public sealed class ContendedSaveTests
{
    private int looks;

    [Fact]
    public async Task Looks_again_until_nobody_saved_in_between()
    {
        Assert.Equal(13, await ContendedSave.RunAsync(() => LoseAsync(new DbUpdateConcurrencyException(), until: 13), default));
        Assert.Equal(13, looks);
    }

    [Fact]
    public async Task Tells_the_person_when_others_win_each_time()
    {
        var refusal = await Assert.ThrowsAsync<VodException>(
            () => ContendedSave.RunAsync(() => LoseAsync(new DbUpdateConcurrencyException()), default));
        Assert.Equal(ErrorCode.ChangedMeanwhile, refusal.Code);
    }

    [Fact]
    public async Task Passes_on_what_no_further_look_would_mend()
    {
        await Assert.ThrowsAsync<DbUpdateException>(() => ContendedSave.RunAsync(() => LoseAsync(new DbUpdateException()), default));
        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task Takes_a_row_that_another_added_first_for_contention_where_told()
    {
        Assert.Equal(3, await ContendedSave.RunAsync(() => LoseAsync(new DbUpdateException(), until: 3), default, alsoInserts: true));
        looks = 0;
        await Assert.ThrowsAsync<DbUpdateException>(
            () => ContendedSave.RunAsync(() => LoseAsync(new DbUpdateException()), default, alsoInserts: true));
    }

    [Fact]
    public async Task Ends_between_two_looks_when_nobody_waits_any_more()
    {
        using var gone = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ContendedSave.RunAsync(
            async () =>
            {
                await gone.CancelAsync();
                return await LoseAsync(new DbUpdateConcurrencyException());
            },
            gone.Token));
        Assert.Equal(1, looks);
    }

    private Task<int> LoseAsync(Exception failure, int until = int.MaxValue) =>
        ++looks < until ? Task.FromException<int>(failure) : Task.FromResult(looks);
}
