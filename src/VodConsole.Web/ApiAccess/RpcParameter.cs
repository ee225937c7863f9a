namespace VodConsole.Web.ApiAccess;

/// <summary>A parameter of an operation: what the gateway checks before the operation runs, and what the API page shows.</summary>
/// <param name="Name">As clients send it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="IsRequired">Whether the operation refuses to run without it.</param>
/// <param name="Example">A value, for people.</param>
internal sealed record RpcParameter(string Name, RpcParameterKind Kind = RpcParameterKind.Text, bool IsRequired = false, string Example = "");

/// <summary>What a parameter holds.</summary>
internal enum RpcParameterKind
{
    /// <summary>Any text.</summary>
    Text,
    /// <summary>A whole number.</summary>
    Integer,
    /// <summary>A time in UTC, <c>yyyy-MM-ddTHH:mm:ssZ</c>.</summary>
    Time,
}
