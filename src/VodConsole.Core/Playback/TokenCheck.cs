namespace VodConsole.Core.Playback;

/// <summary>
/// How the check of a token ended. Callers outside see one refusal for all but <see cref="Valid"/>; the finer word is for
/// the log.
/// </summary>
public enum TokenVerdict
{
    /// <summary>It holds.</summary>
    Valid,
    /// <summary>There is none, it is too long, or it does not look like one.</summary>
    Malformed,
    /// <summary>No such key, or not any more.</summary>
    UnknownKey,
    /// <summary>The MAC does not fit.</summary>
    BadSignature,
    /// <summary>A token, but of another kind or version.</summary>
    WrongType,
    /// <summary>Its time has not come.</summary>
    NotYetValid,
    /// <summary>Its time is over.</summary>
    Expired,
    /// <summary>It is for another video.</summary>
    OtherVideo,
    /// <summary>It does not allow what was asked.</summary>
    OperationNotAllowed,
}

/// <summary>A verdict, and the claims when it is <see cref="TokenVerdict.Valid"/>.</summary>
/// <param name="Verdict">How the check ended.</param>
/// <param name="Claims">Null unless valid.</param>
public sealed record TokenCheck(TokenVerdict Verdict, PlaybackClaims? Claims = null)
{
    /// <summary>Whether the token holds.</summary>
    public bool IsValid => Verdict == TokenVerdict.Valid;
}
