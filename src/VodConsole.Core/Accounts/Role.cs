namespace VodConsole.Core.Accounts;

/// <summary>The fixed roles. A person holds exactly one; its name is the name of the Identity role.</summary>
public enum Role
{
    /// <summary>Sees everything, the audit log included, and changes nothing.</summary>
    Auditor,
    /// <summary>Runs the library: uploads, edits, transcodes, decides on downloads.</summary>
    Operator,
    /// <summary>All of that, and people, keys and the system.</summary>
    Administrator,
}
