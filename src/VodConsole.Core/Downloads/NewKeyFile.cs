using System.Diagnostics;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads;

/// <summary>What a key file is asked for with. It carries the private key, so it never shows itself: <c>ToString</c> gives <c>***</c>.</summary>
[DebuggerDisplay("***")]
public sealed class NewKeyFile
{
    /// <summary>The id that the form made. The same form sent twice makes one key file.</summary>
    public required Guid Id { get; init; }

    /// <summary>The <see cref="KeyFileForm.SettingsVersion"/> that the form was shown under: after any change of the mode it is refused.</summary>
    public required Guid SettingsVersion { get; init; }

    /// <summary>The app's platform.</summary>
    public required AppPlatform Platform { get; init; }

    /// <summary>The app identifier as it was typed; see <see cref="AppIdentity.Read"/>.</summary>
    public required string Identifier { get; init; }

    /// <summary>The private key for offline decryption as it was typed; see <see cref="AppDecryptKey.Read"/>. Kept nowhere.</summary>
    public required string PrivateKey { get; init; }

    /// <summary>What people call the client; may be empty.</summary>
    public string Label { get; init; } = "";

    /// <summary>Free text; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}

/// <summary>What a form needs to ask for a key file.</summary>
/// <param name="Id">The id of the key file that it will ask for; a new one for every form.</param>
/// <param name="Mode">The mode now. Only in <see cref="DownloadMode.Secure"/> are there key files to be had.</param>
/// <param name="SettingsVersion">Names this state of the settings.</param>
public sealed record KeyFileForm(Guid Id, DownloadMode Mode, Guid SettingsVersion);

/// <summary>A key file that was just made. It is handed out once: neither it nor the private key is kept.</summary>
/// <param name="id">Its id.</param>
/// <param name="content">The file.</param>
/// <param name="fingerprint">SHA-256 of the file, 64 lower-case hex digits.</param>
/// <param name="identity">The app that it is bound to.</param>
/// <param name="label">Its label; may be empty.</param>
public sealed class GeneratedKeyFile(Guid id, byte[] content, string fingerprint, AppIdentity identity, string label)
{
    /// <summary>What the file is called wherever it goes.</summary>
    public const string FileName = "encryptedApp.dat";

    /// <summary>Its id.</summary>
    public Guid Id { get; } = id;

    /// <summary>The file.</summary>
    public byte[] Content { get; } = content;

    /// <summary>SHA-256 of the file, 64 lower-case hex digits.</summary>
    public string Fingerprint { get; } = fingerprint;

    /// <summary>The app that it is bound to.</summary>
    public AppIdentity Identity { get; } = identity;

    /// <summary>Its label; may be empty.</summary>
    public string Label { get; } = label;
}
