using VodConsole.Core.Downloads;
using VodConsole.Core.Playback;

namespace VodConsole.Web.Components.Downloads;

/// <summary>Download modes, forms and encryption in the viewer's language.</summary>
internal static class DownloadWords
{
    /// <summary>A mode's name.</summary>
    public static string Of(DownloadMode mode) => mode switch
    {
        DownloadMode.Off => DownloadText.ModeOff,
        DownloadMode.Normal => DownloadText.ModeNormal,
        DownloadMode.Secure => DownloadText.ModeSecure,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>A mode as a choice.</summary>
    public static string ChoiceOf(DownloadMode mode) => mode == DownloadMode.Secure ? DownloadText.ChoiceSecure : Of(mode);

    /// <summary>What a mode means.</summary>
    public static string Explain(DownloadMode mode) => mode switch
    {
        DownloadMode.Off => DownloadText.ExplainOff,
        DownloadMode.Normal => DownloadText.ExplainNormal,
        DownloadMode.Secure => DownloadText.ExplainSecure,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>The account's state as a sentence.</summary>
    public static string StateOf(DownloadMode mode) => mode switch
    {
        DownloadMode.Off => DownloadText.StateOff,
        DownloadMode.Normal => DownloadText.StateNormal,
        DownloadMode.Secure => DownloadText.StateSecure,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>What that state means for end users.</summary>
    public static string StateExplained(DownloadMode mode) => mode switch
    {
        DownloadMode.Off => DownloadText.StateOffExplained,
        DownloadMode.Normal => DownloadText.StateNormalExplained,
        DownloadMode.Secure => DownloadText.StateSecureExplained,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>The question before a change.</summary>
    public static string QuestionOf(DownloadMode mode) => mode switch
    {
        DownloadMode.Off => DownloadText.QuestionOff,
        DownloadMode.Normal => DownloadText.QuestionNormal,
        DownloadMode.Secure => DownloadText.QuestionSecure,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>The act, on a button.</summary>
    public static string ActOf(DownloadMode mode) => mode switch
    {
        DownloadMode.Off => DownloadText.ActOff,
        DownloadMode.Normal => DownloadText.ActNormal,
        DownloadMode.Secure => DownloadText.ActSecure,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>That it was done.</summary>
    public static string DoneOf(DownloadMode mode) => mode switch
    {
        DownloadMode.Off => DownloadText.DoneOff,
        DownloadMode.Normal => DownloadText.DoneNormal,
        DownloadMode.Secure => DownloadText.DoneSecure,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>What a download leaves behind.</summary>
    public static string Of(DownloadForm? form) => form switch
    {
        null => DownloadText.FormNone,
        DownloadForm.PlainFile => DownloadText.FormPlain,
        DownloadForm.EncryptedFile => DownloadText.FormEncrypted,
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
    };

    /// <summary>How a stream is encrypted.</summary>
    public static string Of(EncryptType? encryption) => encryption switch
    {
        null => DownloadText.EncryptionUnpublished,
        EncryptType.None => DownloadText.EncryptionNone,
        EncryptType.HlsEncryption => DownloadText.EncryptionHls,
        EncryptType.PrivateEncryption => DownloadText.EncryptionPrivate,
        _ => throw new ArgumentOutOfRangeException(nameof(encryption), encryption, null),
    };
}
