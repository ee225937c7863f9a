using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads;

/// <summary>What the fields of a key file may hold. Lengths count UTF-16 units, as the database does.</summary>
public static class KeyFileRules
{
    /// <summary>An app identifier.</summary>
    /// <exception cref="VodException">The rule that it breaks.</exception>
    public static AppIdentity Identity(AppPlatform platform, string text)
    {
        if (!Enum.IsDefined(platform)) throw new VodException(ErrorCode.AppPlatformUnknown);
        return AppIdentity.Read(platform, text, out var identity) is { } fault ? throw new VodException(fault) : identity!;
    }

    /// <summary>A private key; the caller disposes of it.</summary>
    /// <exception cref="VodException">The rule that it breaks, never the text.</exception>
    public static AppDecryptKey PrivateKey(string text) =>
        AppDecryptKey.Read(text, out var key) is { } fault
            ? throw new VodException(fault, AppDecryptKey.MinLength, AppDecryptKey.MaxLength)
            : key!;

    /// <summary>A label, trimmed; may be empty.</summary>
    /// <exception cref="VodException">It is too long or not visible.</exception>
    public static string Label(string label) => Text(label, KeyFile.LabelLimit, ErrorCode.KeyFileLabelTooLong, TextField.KeyFileLabel, lines: false);

    /// <summary>A note, trimmed, with <c>\n</c> as the line end; may be empty.</summary>
    /// <exception cref="VodException">It is too long or not visible.</exception>
    public static string Note(string note) => Text(note, KeyFile.NoteLimit, ErrorCode.KeyFileNoteTooLong, TextField.KeyFileNote, lines: true);

    /// <summary>Why a key file is revoked, trimmed; never empty.</summary>
    /// <exception cref="VodException">It is missing, too long or not visible.</exception>
    public static string Reason(string reason)
    {
        var clean = Text(reason, KeyFile.NoteLimit, ErrorCode.RevokeReasonTooLong, TextField.RevokeReason, lines: true);
        return clean.Length > 0 ? clean : throw new VodException(ErrorCode.RevokeReasonMissing);
    }

    // Before anything looks into the text: ten megabytes are refused by their length alone.
    private static string Text(string text, int limit, ErrorCode tooLong, TextField field, bool lines) =>
        text.AsSpan().Trim().Length > limit ? throw new VodException(tooLong, limit) : VisibleText.Require(text, field, lines);
}
