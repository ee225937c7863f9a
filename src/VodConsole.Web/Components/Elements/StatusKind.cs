namespace VodConsole.Web.Components.Elements;

/// <summary>The sorts of state that a <see cref="StatusChip"/> colours.</summary>
public enum StatusKind
{
    /// <summary>As it should be: green.</summary>
    Good,
    /// <summary>Under way: blue.</summary>
    Busy,
    /// <summary>Failed: red.</summary>
    Bad,
    /// <summary>Wants attention: amber.</summary>
    Warning,
    /// <summary>Off, waiting, ended: grey.</summary>
    Neutral,
    /// <summary>Encrypted: the accent, with a lock.</summary>
    Locked,
}
