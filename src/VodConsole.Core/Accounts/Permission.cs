namespace VodConsole.Core.Accounts;

/// <summary>What a use case asks of its caller. Roles map to sets of these in <see cref="RolePermissions"/>.</summary>
public enum Permission
{
    /// <summary>See videos, categories, tasks and their playback preview.</summary>
    ViewMedia,
    /// <summary>Upload, edit, categorise and delete videos.</summary>
    EditMedia,
    /// <summary>Start, cancel and retry transcoding tasks.</summary>
    RunTasks,
    /// <summary>See the download settings and the register of key files.</summary>
    ViewDownloads,
    /// <summary>Change the download settings; generate, rotate and revoke key files.</summary>
    EditDownloads,
    /// <summary>Read the audit log.</summary>
    ViewAudit,
    /// <summary>See and change accounts and their roles.</summary>
    ManageUsers,
    /// <summary>See, make and end access keys of any account.</summary>
    ManageAccessKeys,
    /// <summary>See and change where events are told, the signing key included.</summary>
    ManageCallbacks,
    /// <summary>See the state of the system: health, workers, background jobs.</summary>
    ViewSystem,
    /// <summary>Export and import key-encryption keys.</summary>
    ManageKeys,
}
