namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>A key file was refused.</summary>
/// <param name="fault">Why.</param>
public sealed class KeyFileException(KeyFileFault fault) : Exception($"The key file was refused: {fault}.")
{
    /// <summary>Why.</summary>
    public KeyFileFault Fault { get; } = fault;
}
