using VodConsole.Core.Storage;

namespace VodConsole.Core.Media;

/// <summary>
/// Where the bytes of uploads lie until they are whole: <c>staging/{id}/source</c>, alone in its directory as the probe asks.
/// Beside the directory lie <c>{id}.lock</c> (one writer at a time, across processes; the operating system frees it when a
/// process dies) and, while a part with a checksum is being received, <c>{id}.unverified</c> with the offset to go back to.
/// </summary>
public sealed class StagingArea(DataDirectory data)
{
    /// <summary>Absolute path of an upload's file, whether or not it exists.</summary>
    public string PathOf(Guid id) => Path.Combine(data.Staging, $"{id:N}", "source");

    /// <summary>Bytes of an upload that are there and verified; 0 when there is no file.</summary>
    public long LengthOf(Guid id)
    {
        var file = new FileInfo(PathOf(id));
        if (!file.Exists) return 0;
        return ReadMark(id) is { } mark ? Math.Min(mark, file.Length) : file.Length;
    }

    /// <summary>Takes the right to write an upload.</summary>
    /// <param name="id">The upload.</param>
    /// <param name="patience">How long to wait for another writer; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The lease, or null when another writer kept it.</returns>
    public async Task<StagedFile?> TryOpenAsync(Guid id, TimeSpan patience, CancellationToken cancellation)
    {
        Directory.CreateDirectory(data.Staging);
        return await FileLock.TryTakeAsync(LockOf(id), patience, cancellation) is { } held ? new StagedFile(PathOf(id), MarkOf(id), held) : null;
    }

    /// <summary>Deletes everything of an upload; nothing there is fine.</summary>
    public void Delete(Guid id)
    {
        try
        {
            Directory.Delete(Path.GetDirectoryName(PathOf(id))!, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // There was none, or somebody else was faster.
        }

        File.Delete(MarkOf(id));
        File.Delete(LockOf(id));
    }

    /// <summary>The uploads that have something here.</summary>
    public IReadOnlyCollection<Guid> List()
    {
        var found = new HashSet<Guid>();
        if (!Directory.Exists(data.Staging)) return found;
        foreach (var path in Directory.EnumerateFileSystemEntries(data.Staging))
            if (Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "N", out var id))
                found.Add(id);
        return found;
    }

    private string LockOf(Guid id) => Path.Combine(data.Staging, $"{id:N}.lock");

    private string MarkOf(Guid id) => Path.Combine(data.Staging, $"{id:N}.unverified");

    private long? ReadMark(Guid id) => StagedFile.ReadMark(MarkOf(id));
}
