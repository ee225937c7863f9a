using System.Text;
using System.Text.Json;

namespace VodConsole.Web.ApiAccess.Reference;

/// <summary>An answer for people, from the shapes of <see cref="OperationAnswers"/>: as JSON would look, with types for values.</summary>
internal static class AnswerOutline
{
    /// <summary>Writes it, a field a line.</summary>
    public static string Of(string operation)
    {
        var text = new StringBuilder("{\n  \"RequestId\": string");
        foreach (var field in OperationAnswers.Of(operation).EnumerateObject()) Field(text.Append(",\n"), field, 1);
        return text.Append("\n}").ToString();
    }

    private static void Field(StringBuilder text, JsonProperty field, int depth) =>
        Value(Indent(text, depth).Append('"').Append(field.Name).Append("\": "), field.Value, depth);

    private static void Value(StringBuilder text, JsonElement shape, int depth)
    {
        shape = OperationAnswers.Resolve(shape);
        switch (shape.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append("{\n");
                foreach (var (index, field) in shape.EnumerateObject().Index()) Field(index == 0 ? text : text.Append(",\n"), field, depth + 1);
                Indent(text.Append('\n'), depth).Append('}');
                break;
            case JsonValueKind.Array:
                Value(text.Append('['), shape[0], depth);
                text.Append(']');
                break;
            default:
                text.Append(shape.GetString());
                break;
        }
    }

    private static StringBuilder Indent(StringBuilder text, int depth) => text.Append(' ', 2 * depth);
}
