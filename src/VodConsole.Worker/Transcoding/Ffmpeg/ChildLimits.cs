namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>
/// What a media tool may use. None may write a file or leave a core dump: media passes through pipes and sockets only.
/// </summary>
/// <param name="Resources">Options of <c>prlimit</c>.</param>
internal sealed record ChildLimits(IReadOnlyList<string> Resources)
{
    /// <summary>For looking into an untrusted file: memory is limited too.</summary>
    public static readonly ChildLimits Probe = new(["--core=0", "--fsize=0", "--as=4294967296"]);

    /// <summary>For a transcoding, whose memory depends on the picture and the number of renditions.</summary>
    public static readonly ChildLimits Transcode = new(["--core=0", "--fsize=0"]);

    /// <summary>
    /// The words that stand before a command to set the limits: small programs of Linux, each of which replaces itself by
    /// the next, so that the process id stays that of the tool. Where one is missing, so is what it would have set.
    /// </summary>
    public IReadOnlyList<string> Guards()
    {
        var words = new List<string>();
        if (!OperatingSystem.IsLinux())
            return words;
        if (FfmpegPrograms.FindOptional("setpriv") is { } setpriv)
            words.AddRange([setpriv, "--pdeathsig", "KILL", "--no-new-privs"]);
        if (FfmpegPrograms.FindOptional("nice") is { } nice)
            words.AddRange([nice, "-n", "5"]);
        if (FfmpegPrograms.FindOptional("prlimit") is { } prlimit)
            words.AddRange([prlimit, .. Resources]);
        return words;
    }
}
