namespace VodConsole.Web.ApiAccess;

/// <summary>A parameter of an operation: what the gateway checks before the operation runs, and what the API page shows.</summary>
/// <param name="Name">As clients send it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="IsRequired">Whether the operation refuses to run without it.</param>
/// <param name="Example">A value, for people.</param>
internal sealed record RpcParameter(string Name, RpcParameterKind Kind = RpcParameterKind.Text, bool IsRequired = false, string Example = "")
{
    /// <summary>The only values that it takes; empty where the operation takes others too.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The smallest number; null for none.</summary>
    public long? Least { get; init; }

    /// <summary>The largest number; null for none.</summary>
    public long? Most { get; init; }

    /// <summary>What an absent one counts as; null where nothing does.</summary>
    public string? Default { get; init; }

    /// <summary>The parameter that a call may have in its place: it needs one of the two. Null where there is none.</summary>
    public string? Or { get; init; }

    /// <summary>Whether samples have it: those that a call needs, and those without which the sample would do too little.</summary>
    public bool IsInSamples
    {
        get => IsRequired || Or is not null || field;
        init;
    }
}

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
