namespace VodConsole.Fuzz;

/// <summary>A parser that does not hold what it promises.</summary>
/// <param name="what">What is wrong.</param>
public sealed class FuzzException(string what) : Exception(what)
{
    /// <summary>Throws unless it holds.</summary>
    public static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new FuzzException(otherwise);
    }
}
