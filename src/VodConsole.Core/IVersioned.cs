namespace VodConsole.Core;

/// <summary>
/// A row that two people may edit at once. <see cref="VodDbContext"/> gives it a new <see cref="Version"/> at every save
/// and lets the later of two saves fail.
/// </summary>
public interface IVersioned
{
    /// <summary>Concurrency token; changes with every save, means nothing else.</summary>
    Guid Version { get; set; }
}
