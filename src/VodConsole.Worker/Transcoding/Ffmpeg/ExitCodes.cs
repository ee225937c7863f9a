namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>What ffmpeg's exit codes tell, apart from 0, which tells nothing.</summary>
internal static class ExitCodes
{
    private const int EndedBySignal = 255, FirstSignal = 128;

    /// <summary>
    /// Whether the process was ended from outside: by a signal that it did not see (128 and the signal's number), or by one
    /// that it answered by finishing early (255). In contrast, 1 is an error of its own.
    /// </summary>
    public static bool WasInterrupted(int exitCode) => exitCode is EndedBySignal or (> FirstSignal and < FirstSignal + 65) or < 0;
}
