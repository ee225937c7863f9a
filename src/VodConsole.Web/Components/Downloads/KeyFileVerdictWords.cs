using System.Globalization;
using VodConsole.Core.Downloads;
using VodConsole.Protocol.Formats.KeyFiles;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Downloads;

/// <summary>What <see cref="KeyFileInspection"/> found, in the viewer's language.</summary>
internal static class KeyFileVerdictWords
{
    /// <summary>The verdict's colour.</summary>
    public static StatusKind KindOf(InspectedKeyFile found) => found switch
    {
        { IsReadable: false } or { IsGenuine: false } => StatusKind.Bad,
        { Registered: null } => StatusKind.Warning,
        _ => found.Registered.Status switch
        {
            KeyFileStatus.Live => StatusKind.Good,
            KeyFileStatus.Replaced => StatusKind.Warning,
            KeyFileStatus.Expired => StatusKind.Neutral,
            KeyFileStatus.Revoked => StatusKind.Bad,
            _ => throw new ArgumentOutOfRangeException(nameof(found), found.Registered.Status, null),
        },
    };

    /// <summary>The verdict in a word or two.</summary>
    public static string NameOf(InspectedKeyFile found) => found switch
    {
        { IsReadable: false } => InspectorText.NotReadable,
        { Envelope.Signature: KeyFileSignature.UnknownSigner } => InspectorText.Foreign,
        { Envelope.Signature: KeyFileSignature.Invalid } => InspectorText.Changed,
        { Registered: null } => InspectorText.Unregistered,
        _ => KeyFileStatusChip.Of(found.Registered.Status),
    };

    /// <summary>The verdict as a sentence or two.</summary>
    public static string Explain(InspectedKeyFile found, Viewer viewer) => found switch
    {
        { IsReadable: false } => Explain(found.Fault!.Value),
        { Envelope.Signature: KeyFileSignature.UnknownSigner } => InspectorText.ForeignText,
        { Envelope.Signature: KeyFileSignature.Invalid } => InspectorText.ChangedText,
        { Registered: null } => InspectorText.UnregisteredText,
        _ => found.Registered.Status switch
        {
            KeyFileStatus.Live => InspectorText.LiveText,
            KeyFileStatus.Replaced => At(InspectorText.ReplacedText, found.Registered.ValidUntil, viewer),
            KeyFileStatus.Expired => At(InspectorText.ExpiredText, found.Registered.ValidUntil, viewer),
            KeyFileStatus.Revoked => At(InspectorText.RevokedText, found.Registered.RevokedAt, viewer),
            _ => throw new ArgumentOutOfRangeException(nameof(found), found.Registered.Status, null),
        },
    };

    /// <summary>A fault as a sentence.</summary>
    public static string Explain(KeyFileFault fault) =>
        KeyFileFaultText.ResourceManager.GetString(fault.ToString(), CultureInfo.CurrentUICulture)
        ?? throw new System.Resources.MissingManifestResourceException($"No text for {fault}.");

    /// <summary>The signature's colour.</summary>
    public static StatusKind KindOf(KeyFileSignature signature) => signature == KeyFileSignature.Valid ? StatusKind.Good : StatusKind.Bad;

    /// <summary>The signature in a word.</summary>
    public static string NameOf(KeyFileSignature signature) => signature switch
    {
        KeyFileSignature.Valid => InspectorText.SignatureValid,
        KeyFileSignature.UnknownSigner => InspectorText.SignatureForeign,
        KeyFileSignature.Invalid => InspectorText.SignatureInvalid,
        _ => throw new ArgumentOutOfRangeException(nameof(signature), signature, null),
    };

    /// <summary>The trial's colour.</summary>
    public static StatusKind KindOf(KeyFileTrial trial) => trial.Fault switch
    {
        null => StatusKind.Good,
        KeyFileFault.PrivateKeyRequired => StatusKind.Neutral,
        _ => StatusKind.Bad,
    };

    /// <summary>The trial in a word or two.</summary>
    public static string NameOf(KeyFileTrial trial) => trial.Fault switch
    {
        null => InspectorText.Opens,
        KeyFileFault.PrivateKeyRequired => InspectorText.CannotTell,
        _ => InspectorText.DoesNotOpen,
    };

    /// <summary>The trial as a sentence.</summary>
    public static string Explain(KeyFileTrial trial) => trial.Fault switch
    {
        null => string.Format(CultureInfo.CurrentCulture, InspectorText.OpensText, trial.App.Display),
        KeyFileFault.PrivateKeyRequired => InspectorText.NeedsPrivateKeyText,
        { } fault => Explain(fault),
    };

    /// <summary>What it takes to open the file.</summary>
    public static string OpensWith(KeyFileHeader header) => header.Kdf == KeyFileKdf.None
        ? InspectorText.WithIdentity
        : string.Format(CultureInfo.CurrentCulture, InspectorText.WithPrivateKey, header.Iterations.ToString("N0", CultureInfo.CurrentCulture));

    private static string At(string format, DateTime? utc, Viewer viewer) =>
        string.Format(CultureInfo.CurrentCulture, format, viewer.ToLocal(utc!.Value).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
}
