namespace VodConsole.Core.Storage;

/// <summary>The one directory that holds all state of an installation; the folders inside have fixed names.</summary>
/// <param name="root">Absolute path.</param>
public sealed class DataDirectory(string root)
{
    /// <summary>Absolute path of the directory.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The SQLite file, when SQLite is the database.</summary>
    public string Database => Path.Combine(Root, "vodconsole.db");

    /// <summary>Key-encryption keys; mode 0700.</summary>
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>Media objects: sources, covers, published ciphertext.</summary>
    public string Media => Path.Combine(Root, "media");

    /// <summary>Uploads that are still under way, one directory each.</summary>
    public string Staging => Path.Combine(Root, "staging");

    /// <summary>Held open by the one server of an embedded database; the operating system frees it when that process dies.</summary>
    public string ServerLock => Path.Combine(Root, "server.lock");
}
