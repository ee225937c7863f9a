namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>Tells keys that anyone may have from those of a released app.</summary>
internal static class DebugKeys
{
    private static readonly HashSet<string> Fingerprints =
    [
        "61ed377e85d386a8dfee6b864bd85b0bfaa5af81", // testkey of the Android Open Source Project
        "27196e386b875e76adf700e7ea84e4c6eee33dfa", // its platform key
        "5b368cff2da2686996bc95eac190eaa4f5630fe5", // its media and shared keys of old releases
        "5e8f16062ea3cd2c4a0d547876baa6f38cabf625", // debug.keystore of the React Native template
    ];

    /// <summary>Whether the certificate is for development: by its fingerprint, or by the name that Android's tools give it.</summary>
    public static bool Include(string sha1, string? subject) => Fingerprints.Contains(sha1) || IsDebugSubject(subject);

    private static bool IsDebugSubject(string? subject) =>
        subject is not null
        && subject.Split(',', StringSplitOptions.TrimEntries).Contains("CN=Android Debug", StringComparer.OrdinalIgnoreCase);
}
