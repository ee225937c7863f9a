namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>
/// Signing certificates whose private keys everybody has, because they are published with the tools: apps signed with them can
/// be replaced by anyone. SHA-1 fingerprints, as <see cref="AppIdentity.Value"/> writes them.
/// </summary>
internal static class PublicKeystores
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["61ed377e85d386a8dfee6b864bd85b0bfaa5af81"] = "AOSP testkey",
        ["27196e386b875e76adf700e7ea84e4c6eee33dfa"] = "AOSP platform",
        ["5b368cff2da2686996bc95eac190eaa4f5630fe5"] = "AOSP shared",
        ["b79df4a82e90b57ea76525ab7037ab238a42f5d3"] = "AOSP media",
        ["5e8f16062ea3cd2c4a0d547876baa6f38cabf625"] = "React Native debug.keystore",
    };

    public static string? Find(AppPlatform platform, string value) =>
        platform == AppPlatform.Android ? Names.GetValueOrDefault(value) : null;
}
