using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using VodConsole.Core.Accounts;

namespace VodConsole.Core.Audit;

internal sealed class DatabaseAuditLog(TimeProvider clock) : IAuditLog
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    public void Add(VodDbContext db, Actor actor, string action, AuditTarget target, object? before, object? after) =>
        Write(db, actor, action, target, before, after, AuditOutcome.Done);

    public void Refused(VodDbContext db, Actor actor, Permission permission) =>
        Write(db, actor, AuditAction.AccessRefused, new AuditTarget("permission", permission.ToString()), null, null, AuditOutcome.Refused);

    private void Write(
        VodDbContext db, Actor actor, string action, AuditTarget target, object? before, object? after, AuditOutcome outcome) =>
        db.AuditEntries.Add(new AuditEntry
        {
            At = clock.GetUtcNow().UtcDateTime,
            ActorId = actor.UserId,
            ActorName = Cut(actor.Name, 256)!,
            Address = Cut(actor.Address, 64),
            Action = action,
            TargetKind = target.Kind,
            TargetId = Cut(target.Id, 128)!,
            TargetName = Cut(target.Name, 256),
            Before = before is null ? null : JsonSerializer.Serialize(before, Json),
            After = after is null ? null : JsonSerializer.Serialize(after, Json),
            Outcome = outcome,
        });

    private static string? Cut(string? text, int limit) => text is { } value && value.Length > limit ? value[..limit] : text;
}
