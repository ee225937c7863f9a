namespace VodConsole.Core.Audit;

/// <summary>The words of the audit log's action column. Stable: filters, exports and other programs rely on them.</summary>
public static class AuditAction
{
    /// <summary>An operation was refused for lack of rights; the target is the permission.</summary>
    public const string AccessRefused = "access.refuse";
}
