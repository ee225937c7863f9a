using System.Globalization;
using System.Reflection;
using VodConsole.Core.Audit;

namespace VodConsole.Web.Components.Audit;

/// <summary>The stable words of the audit log, in the viewer's language.</summary>
internal static class AuditWords
{
    private static readonly string[] KindCodes = ["video", "category", "task", "user", "key", "upload", "audit", "permission", "download-settings", "key-file", "signing-key", "offline-run", "access-key", "policy", "role", "callback", "notification", "template-group"];

    private static readonly string[] ActionCodes =
    [
        .. typeof(AuditAction).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!),
    ];

    /// <summary>Every action: value in the address, and text.</summary>
    public static IReadOnlyList<(string, string)> Actions => [.. ActionCodes.Select(code => (code, OfAction(code)))];

    /// <summary>Every kind of thing.</summary>
    public static IReadOnlyList<(string, string)> Kinds => [.. KindCodes.Select(code => (code, OfKind(code)))];

    /// <summary>Both outcomes.</summary>
    public static IReadOnlyList<(string, string)> Outcomes =>
        [(nameof(AuditOutcome.Done), AuditText.Done), (nameof(AuditOutcome.Refused), AuditText.Refused)];

    /// <summary>An action in words; the code itself for one that only a newer version knows.</summary>
    public static string OfAction(string code) => Find($"action.{code}") ?? code;

    /// <summary>A kind of thing in words.</summary>
    public static string OfKind(string code) => Find($"kind.{code}") ?? code;

    private static string? Find(string key) => AuditText.ResourceManager.GetString(key, CultureInfo.CurrentUICulture);
}
