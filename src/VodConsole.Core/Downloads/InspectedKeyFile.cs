using System.Diagnostics.CodeAnalysis;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads;

/// <summary>What <see cref="KeyFileInspection"/> found. Nothing of it is secret.</summary>
public sealed record InspectedKeyFile
{
    /// <summary>Why it cannot be read as a key file; null when it can.</summary>
    public KeyFileFault? Fault { get; init; }

    /// <summary>What stands in it for everybody; null when it cannot be read.</summary>
    public KeyFileEnvelope? Envelope { get; init; }

    /// <summary>Our signing key that it names, whether or not the signature is right; null for a foreign one.</summary>
    public PublicSigningKey? Signer { get; init; }

    /// <summary>Its entry in the register; null when there is none.</summary>
    public KeyFileRow? Registered { get; init; }

    /// <summary>Whether the app that was asked for opens it; null when none was.</summary>
    public KeyFileTrial? Trial { get; init; }

    /// <summary>Whether it can be read as a key file.</summary>
    [MemberNotNullWhen(true, nameof(Envelope))]
    public bool IsReadable => Envelope is not null;

    /// <summary>Whether it is as this installation issued it.</summary>
    public bool IsGenuine => Envelope?.Signature == KeyFileSignature.Valid;

    /// <summary>
    /// Whether the register knows these very bytes. A genuine file of which only the id is known has had its signature rewritten, which
    /// anyone can do without a key and which changes nothing else.
    /// </summary>
    public bool IsExact => Registered is not null && Registered.Fingerprint == Envelope?.Fingerprint;
}

/// <summary>An attempt to open a key file as an app does: with its identity, and no private key.</summary>
/// <param name="App">The app.</param>
/// <param name="Fault">Why it does not open; null when it does.</param>
public sealed record KeyFileTrial(AppIdentity App, KeyFileFault? Fault);
