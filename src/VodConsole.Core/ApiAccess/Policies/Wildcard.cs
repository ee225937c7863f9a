namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>Patterns of policies: <c>*</c> is any text, also none; <c>?</c> is one character; everything else is itself.</summary>
internal static class Wildcard
{
    /// <summary>Whether the whole text matches. Takes at most pattern times text steps, whatever the pattern is.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase)
    {
        var (at, next, star, resume) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (next < pattern.Length && pattern[next] == '*')
            {
                (star, resume) = (next++, at);
            }
            else if (next < pattern.Length && (pattern[next] == '?' || Same(pattern[next], text[at], ignoreCase)))
            {
                next++;
                at++;
            }
            else if (star >= 0)
            {
                // The last star takes one character more. Earlier ones need not: what came between has matched as early as it could.
                next = star + 1;
                at = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[next..].TrimStart('*').IsEmpty;
    }

    private static bool Same(char left, char right, bool ignoreCase) =>
        left == right || (ignoreCase && char.ToLowerInvariant(left) == char.ToLowerInvariant(right));
}
