using VodConsole.Core.Audit;

namespace VodConsole.Core.Downloads;

/// <summary>How the audit log names a key file. Nothing here is secret.</summary>
internal static class KeyFileAudit
{
    public static AuditTarget Target(KeyFile file) =>
        new("key-file", $"{file.Id:N}", file.Label.Length > 0 ? file.Label : file.Fingerprint[..16]);

    public static object Facts(KeyFile file) => new { file.Platform, file.Identity, file.Label, file.Note, file.Fingerprint };
}
