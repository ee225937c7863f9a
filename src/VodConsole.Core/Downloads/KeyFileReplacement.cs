using System.Diagnostics;

namespace VodConsole.Core.Downloads;

/// <summary>
/// What a key file is replaced with: as <see cref="NewKeyFile"/>, but the app is the old one's. It carries the private key, so it
/// never shows itself.
/// </summary>
[DebuggerDisplay("***")]
public sealed class KeyFileReplacement
{
    /// <summary>As <see cref="NewKeyFile.Id"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>As <see cref="NewKeyFile.SettingsVersion"/>.</summary>
    public required Guid SettingsVersion { get; init; }

    /// <summary>As <see cref="NewKeyFile.PrivateKey"/>.</summary>
    public required string PrivateKey { get; init; }

    /// <summary>As <see cref="NewKeyFile.Label"/>.</summary>
    public required string Label { get; init; }

    /// <summary>How long the old one still counts.</summary>
    public required KeyFileOverlap Overlap { get; init; }

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
