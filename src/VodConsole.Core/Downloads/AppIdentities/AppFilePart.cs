namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>The part of a file that a refusal names.</summary>
public enum AppFilePart
{
    /// <summary>The directory of a zip archive.</summary>
    Directory,
    /// <summary>The APK Signing Block before it.</summary>
    SigningBlock,
    /// <summary>A PKCS#7 signature.</summary>
    Signature,
    /// <summary><c>Info.plist</c>.</summary>
    InfoPlist,
    /// <summary>A provisioning profile.</summary>
    Profile,
    /// <summary>A certificate.</summary>
    Certificate,
    /// <summary>A keystore.</summary>
    Keystore,
    /// <summary>The headers of a Windows program.</summary>
    ProgramHeader,
    /// <summary>All that has to be read of a file.</summary>
    Whole,
}
