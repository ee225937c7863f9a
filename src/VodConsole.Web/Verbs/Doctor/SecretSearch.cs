using System.Text;

namespace VodConsole.Web.Verbs.Doctor;

/// <summary>
/// Looks through every file below a folder for a key, in any form in which it could have been written by mistake, and for clear
/// segments.
/// </summary>
internal sealed class SecretSearch(IEnumerable<byte[]> keys)
{
    private const int ChunkSize = 1 << 20;
    private const int Overlap = ClearSegment.Run * ClearSegment.PacketSize;
    private readonly List<byte[]> patterns = [.. keys.SelectMany(Forms)];

    /// <summary>Files looked through so far.</summary>
    public int Files { get; private set; }

    /// <summary>Bytes looked through so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Looks through <paramref name="folder"/>.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <param name="sources">The folder of uploaded files, which are clear by nature; searched for keys only.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>What was found: the file, relative, and what is in it.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(string folder, string sources, CancellationToken cancellation)
    {
        List<string> found = [];
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            Files++;
            // Among these is the server's lock, which nobody else can open.
            if (new FileInfo(path).Length == 0) continue;
            var mayBeClear = path.StartsWith(sources + Path.DirectorySeparatorChar, StringComparison.Ordinal);
            if (await LookAsync(path, mayBeClear, cancellation) is { } what)
                found.Add($"{Path.GetRelativePath(folder, path)}: {what}");
        }

        return found;
    }

    private async Task<string?> LookAsync(string path, bool mayBeClear, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[Overlap + ChunkSize];
        var held = 0;
        for (int read; (read = await file.ReadAsync(buffer.AsMemory(held, ChunkSize), cancellation)) > 0;)
        {
            Bytes += read;
            var window = buffer.AsSpan(0, held + read);
            foreach (var pattern in patterns)
                if (window.IndexOf(pattern) >= 0)
                    return "a data key";
            if (!mayBeClear && ClearSegment.Contains(window)) return "a clear segment";
            var kept = Math.Min(window.Length, Overlap);
            window[^kept..].CopyTo(buffer);
            held = kept;
        }

        return null;
    }

    // Raw, hex in both cases, and base64 in both alphabets at each of the three places that a byte can have in it.
    private static IEnumerable<byte[]> Forms(byte[] key)
    {
        yield return key;
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(key));
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key));
        for (var shift = 0; shift < 3; shift++)
        {
            var text = Convert.ToBase64String((byte[])[.. new byte[shift], .. key]);
            var own = text[((shift * 8 + 5) / 6)..((shift + key.Length) * 8 / 6)];
            yield return Encoding.ASCII.GetBytes(own);
            yield return Encoding.ASCII.GetBytes(own.Replace('+', '-').Replace('/', '_'));
        }
    }
}
