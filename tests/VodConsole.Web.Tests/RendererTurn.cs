using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace VodConsole.Web.Tests;

/// <summary>
/// What a person does on a page that refreshes itself, in the renderer's turn: element and handler are found and called in one go, and what the handler does
/// at once is drawn when the call returns. Outside of it bUnit only queues the event while a refresh is under way, and the handler may be gone by then.
/// </summary>
internal static class RendererTurn
{
    /// <summary>Presses the one button with that text.</summary>
    public static Task PressAsync<T>(this IRenderedComponent<T> component, string text) where T : IComponent =>
        component.ClickAsync(() => component.FindAll("button").Single(button => button.TextContent.Trim() == text));

    /// <summary>Clicks what is found then.</summary>
    public static Task ClickAsync<T>(this IRenderedComponent<T> component, Func<IElement> find) where T : IComponent =>
        component.InvokeAsync(() => find().Click());

    /// <summary>Changes the first element that the selector finds.</summary>
    public static Task ChangeAsync<T>(this IRenderedComponent<T> component, string selector, object value) where T : IComponent =>
        component.InvokeAsync(() => component.Find(selector).Change(value));
}
