using CsCheck;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Protocol.Tests.Formats.KeyFiles;

/// <summary>Identities of all platforms, in their canonical writing.</summary>
internal static class AppIdentityGen
{
    public static readonly Gen<string> Sha1 = Hex(20);

    public static readonly Gen<string> BundleId =
        Gen.Select(Label(1, 40), Label(1, 100), (first, second) => $"{first}.{second}");

    /// <summary>At most 19 bytes: with 20, colons would make it look like a SHA-1.</summary>
    public static readonly Gen<string> Serial =
        from length in Gen.Int[1, 19]
        from first in Gen.Byte[1, 255]
        from rest in Hex(length - 1)
        select first.ToString("x2", null) + rest;

    public static readonly Gen<AppIdentity> Any = Gen.OneOf(
        Sha1.Select(text => KeyFileVector.IdentityOf(AppPlatform.Android, text)),
        BundleId.Select(text => KeyFileVector.IdentityOf(AppPlatform.Ios, text)),
        Serial.Select(text => KeyFileVector.IdentityOf(AppPlatform.Windows, text)));

    private static Gen<string> Hex(int bytes) => Gen.Byte.Array[bytes].Select(Convert.ToHexStringLower);

    private static Gen<string> Label(int least, int most) =>
        Gen.Char["ABCXYZabcxyz0189-"].Array[least, most].Select(characters => new string(characters));
}
