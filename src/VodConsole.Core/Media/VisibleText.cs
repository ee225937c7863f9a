using System.Globalization;
using System.Text;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>
/// The rule for text that people enter: what is stored can be seen. Control characters, bidirectional overrides, zero-width
/// characters and blank letters are refused, because they make two names look alike or turn a line around; joiners inside
/// emoji are part of what is seen.
/// </summary>
public static class VisibleText
{
    private const int ZeroWidthJoiner = 0x200D;

    // Letters and marks that fonts draw as nothing.
    private static readonly HashSet<int> Blank =
        [0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFFFC];

    /// <summary>Trims <paramref name="text"/> and refuses it when it holds something invisible.</summary>
    /// <param name="text">What was entered.</param>
    /// <param name="field">The field, for the refusal.</param>
    /// <param name="lines">Whether it may have several lines; line ends become <c>\n</c>.</param>
    /// <exception cref="VodException"><see cref="ErrorCode.TextNotAllowed"/>.</exception>
    public static string Require(string text, TextField field, bool lines = false)
    {
        var trimmed = text.Trim();
        if (lines) trimmed = trimmed.ReplaceLineEndings("\n");
        for (var index = 0; index < trimmed.Length;)
        {
            if (!Rune.TryGetRuneAt(trimmed, index, out var rune)) throw Refuse(field);
            var allowed = !IsInvisible(rune) || (lines && rune.Value is '\n' or '\t')
                || (rune.Value == ZeroWidthJoiner && FollowsEmoji(trimmed, index));
            if (!allowed) throw Refuse(field);
            index += rune.Utf16SequenceLength;
        }
        return trimmed;
    }

    /// <summary>Whether the character shows nothing, or changes how its neighbours are shown.</summary>
    public static bool IsInvisible(Rune rune) =>
        Blank.Contains(rune.Value) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool FollowsEmoji(string text, int index)
    {
        if (index == 0 || Rune.DecodeLastFromUtf16(text.AsSpan(0, index), out var before, out _) != System.Buffers.OperationStatus.Done)
            return false;
        return before.Value == 0xFE0F
            || Rune.GetUnicodeCategory(before) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;
    }

    private static VodException Refuse(TextField field) => new(ErrorCode.TextNotAllowed, field);
}

/// <summary>The field that a refused text was entered in.</summary>
public enum TextField
{
    /// <summary>A video's title.</summary>
    Title,
    /// <summary>A video's description.</summary>
    Description,
    /// <summary>A tag.</summary>
    Tag,
    /// <summary>A category's name.</summary>
    CategoryName,
    /// <summary>A key file's label.</summary>
    KeyFileLabel,
    /// <summary>A key file's note.</summary>
    KeyFileNote,
    /// <summary>Why a key file is revoked.</summary>
    RevokeReason,
}
