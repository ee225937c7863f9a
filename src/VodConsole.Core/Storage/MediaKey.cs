namespace VodConsole.Core.Storage;

/// <summary>
/// The shape of media keys. They are made by the service, so a refused one is a defect or an attack, not an input error.
/// </summary>
internal static class MediaKey
{
    /// <summary>Characters of a key, the width of the columns that hold one.</summary>
    public const int Limit = 200;

    /// <summary>Refuses what is not a key of an object.</summary>
    /// <exception cref="ArgumentException">Foreign characters, a rooted path, an empty part or one that begins with a dot.</exception>
    public static void RequireObject(string key)
    {
        if (!IsValid(key)) throw new ArgumentException($"“{key}” is not a media key.", nameof(key));
    }

    /// <summary>Refuses what is not a prefix: a key and one <c>/</c> behind it.</summary>
    /// <exception cref="ArgumentException">As <see cref="RequireObject"/>.</exception>
    public static void RequirePrefix(string prefix)
    {
        if (!IsPrefix(prefix) || !IsValid(prefix.AsSpan(0, prefix.Length - 1)))
            throw new ArgumentException($"“{prefix}” is not a media prefix.", nameof(prefix));
    }

    /// <summary>Whether it names everything below rather than one object.</summary>
    public static bool IsPrefix(string keyOrPrefix) => keyOrPrefix.EndsWith('/');

    private static bool IsValid(ReadOnlySpan<char> key)
    {
        if (key.Length is 0 or > Limit) return false;
        var atStart = true;
        foreach (var character in key)
        {
            // A part that begins with a dot is "." or "..", or one of the store's own unfinished files.
            if (atStart && (character is '.' or '/')) return false;
            if (!(char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_' or '.' or '/'))
                return false;
            atStart = character == '/';
        }

        return !atStart;
    }
}
