namespace VodConsole.Worker.Transcoding.Ingest;

/// <summary>A segment of the ledger: it arrived whole, was encrypted, and the store has confirmed it.</summary>
/// <param name="Name">As ffmpeg named it, e.g. <c>000003.ts</c>.</param>
/// <param name="Length">Encrypted bytes.</param>
/// <param name="Sha256">Hash of the encrypted bytes.</param>
/// <param name="Iv">Its own initialisation vector.</param>
internal sealed record StoredSegment(string Name, long Length, byte[] Sha256, UInt128 Iv);
