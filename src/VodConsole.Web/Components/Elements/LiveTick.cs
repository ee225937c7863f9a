using Microsoft.AspNetCore.Components;

namespace VodConsole.Web.Components.Elements;

/// <summary>
/// Calls its page back at a steady pace while it is shown, for values that are live. The loop is the component's own, so that
/// it runs in the circuit and in the viewer's language. Ticks never overlap.
/// </summary>
public sealed class LiveTick : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    /// <summary>From one tick to the next.</summary>
    [Parameter] public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Reads the values again; the page renders afterwards.</summary>
    [Parameter, EditorRequired] public EventCallback OnTick { get; set; }

    /// <summary>Stops the ticks, such as when reading was refused: asking on would fill the audit log.</summary>
    [Parameter] public bool IsPaused { get; set; }

    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _ = TickAsync();
    }

    private async Task TickAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Period, Clock);
            while (await timer.WaitForNextTickAsync(_gone.Token))
                if (!IsPaused)
                    await OnTick.InvokeAsync();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
