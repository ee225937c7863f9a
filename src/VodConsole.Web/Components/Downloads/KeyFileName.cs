using VodConsole.Core.Downloads;

namespace VodConsole.Web.Components.Downloads;

/// <summary>What people call a key file.</summary>
internal static class KeyFileName
{
    /// <summary>Its label, or the beginning of its fingerprint.</summary>
    public static string Of(KeyFileRow file) => file.Label.Length > 0 ? file.Label : Short(file.Fingerprint);

    /// <summary>The beginning of a fingerprint: enough to tell files apart by eye.</summary>
    public static string Short(string fingerprint) => fingerprint[..16];
}
