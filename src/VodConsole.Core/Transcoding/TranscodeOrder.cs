using VodConsole.Core.Keys;

namespace VodConsole.Core.Transcoding;

/// <summary>What is asked for when a video is to be transcoded.</summary>
/// <param name="Group">What it is made into.</param>
public sealed record TranscodeOrder(TemplateGroup Group)
{
    /// <summary>Its place in the queue, 1 to 10: higher ones first, equal ones in the order in which they came.</summary>
    public int Priority { get; init; } = TranscodeTask.DefaultPriority;

    /// <summary>What started it.</summary>
    public TranscodeTrigger Trigger { get; init; } = TranscodeTrigger.Manual;

    /// <summary>The caller's own JSON text, kept with the task; null for none.</summary>
    public string? UserData { get; init; }

    /// <summary>See <see cref="TranscodeTask.SessionKey"/>.</summary>
    public string? SessionKey { get; init; }

    /// <summary>A key of the caller's and where players get it; null for a key of the service's own.</summary>
    public OwnKeyService? KeyService { get; init; }

    /// <summary>What a task was asked for, to ask for it again.</summary>
    internal static TranscodeOrder Of(TranscodeTask task) => new(task.TemplateGroup)
    {
        Priority = task.Priority,
        UserData = task.UserData,
        KeyService = task is { CipherText: { } cipher, DecryptKeyUri: { } address } ? new OwnKeyService(cipher, address) : null,
    };
}

/// <summary>
/// HLS encryption under a data key that the caller got from <see cref="IssuedDataKeys"/>, with a key service of the caller's own
/// (<c>vod-contract.md</c> §4).
/// </summary>
/// <param name="CipherText">The wrapped key, as it was handed out.</param>
/// <param name="DecryptKeyUri">The key's address in playlists.</param>
public sealed record OwnKeyService(string CipherText, string DecryptKeyUri);
