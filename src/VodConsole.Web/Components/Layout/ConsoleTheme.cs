using MudBlazor;

namespace VodConsole.Web.Components.Layout;

/// <summary>
/// The console's look: neutral greys, one accent (indigo), state colours only for states, 6-px corners, system fonts.
/// <c>app.css</c> repeats the colours for the static pages.
/// </summary>
internal static class ConsoleTheme
{
    private static readonly string[] Fonts =
        ["Inter", "system-ui", "-apple-system", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"];

    /// <summary>The one theme, in its light and dark form.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#3949ab", PrimaryContrastText = "#ffffff", Secondary = "#52525b", SecondaryContrastText = "#ffffff",
            Success = "#166534", SuccessContrastText = "#ffffff", Info = "#1d4ed8", InfoContrastText = "#ffffff",
            Warning = "#b45309", WarningContrastText = "#ffffff", Error = "#b91c1c", ErrorContrastText = "#ffffff",
            Background = "#fafafa", BackgroundGray = "#f4f4f5", Surface = "#ffffff",
            AppbarBackground = "#ffffff", AppbarText = "#27272a", DrawerBackground = "#ffffff", DrawerText = "#3f3f46", DrawerIcon = "#52525b",
            TextPrimary = "#18181b", TextSecondary = "#52525b", TextDisabled = "#71717a",
            ActionDefault = "#52525b", ActionDisabled = "#a1a1aa", ActionDisabledBackground = "#e4e4e7",
            Divider = "#e4e4e7", DividerLight = "#f4f4f5", LinesDefault = "#e4e4e7", LinesInputs = "#8f8f98", TableLines = "#e4e4e7",
            TableHover = "#f4f4f5", TableStriped = "#fafafa",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#9fa8da", PrimaryContrastText = "#18181b", Secondary = "#a1a1aa", SecondaryContrastText = "#18181b",
            Success = "#4ade80", SuccessContrastText = "#18181b", Info = "#93c5fd", InfoContrastText = "#18181b",
            Warning = "#fbbf24", WarningContrastText = "#18181b", Error = "#f87171", ErrorContrastText = "#18181b",
            Black = "#09090b", Background = "#131316", BackgroundGray = "#1c1c20", Surface = "#1c1c20",
            AppbarBackground = "#1c1c20", AppbarText = "#e4e4e7", DrawerBackground = "#1c1c20", DrawerText = "#d4d4d8", DrawerIcon = "#a1a1aa",
            TextPrimary = "#f4f4f5", TextSecondary = "#a1a1aa", TextDisabled = "#8b8b94",
            ActionDefault = "#a1a1aa", ActionDisabled = "#52525b", ActionDisabledBackground = "#2e2e33",
            Divider = "#2e2e33", DividerLight = "#27272a", LinesDefault = "#2e2e33", LinesInputs = "#71717a", TableLines = "#2e2e33",
            TableHover = "#27272a", TableStriped = "#18181b",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", AppbarHeight = "48px", DrawerWidthLeft = "232px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            H1 = new H1Typography { FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
            H2 = new H2Typography { FontSize = "1rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "normal" },
            H6 = new H6Typography { FontSize = "1rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontSize = "0.875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = "0.875rem", LineHeight = "1.45", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontSize = "0.875rem", FontWeight = "500", TextTransform = "none", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontSize = "0.75rem", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontSize = "0.875rem", FontWeight = "600", LetterSpacing = "normal" },
        },
    };
}
