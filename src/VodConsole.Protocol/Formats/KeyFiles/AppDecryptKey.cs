using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>
/// The operator's private key for offline decryption, a text that meets <see cref="AppDecryptKeyRules"/>. It contributes to the
/// secret of a key file and need not be kept afterwards. It never shows itself: <see cref="ToString"/> gives <c>***</c>.
/// In contrast to <see cref="AppIdentity"/> it is a secret. Not thread-safe while it is disposed of.
/// </summary>
/// <remarks>
/// Disposing zeroes the bytes held here. That is a best effort: the text that it was read from is the caller's, and the garbage
/// collector may have copied either.
/// </remarks>
[DebuggerDisplay("***")]
public sealed class AppDecryptKey : IDisposable
{
    /// <summary>Least number of characters.</summary>
    public const int MinLength = 16;

    /// <summary>Most characters.</summary>
    public const int MaxLength = 32;

    /// <summary>Characters of a generated one: 142 bits of randomness.</summary>
    public const int GeneratedLength = 24;

    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    private readonly byte[] bytes;

    private AppDecryptKey(ReadOnlySpan<char> text)
    {
        bytes = new byte[text.Length];
        Encoding.ASCII.GetBytes(text, bytes);
    }

    internal ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Which rules <paramref name="text"/> breaks. A text far too long breaks <see cref="AppDecryptKeyRules.Length"/>; the rest of it is not looked at.</summary>
    public static AppDecryptKeyRules Broken(ReadOnlySpan<char> text)
    {
        var broken = text.Length is < MinLength or > MaxLength ? AppDecryptKeyRules.Length : 0;
        text = text[..Math.Min(text.Length, MaxLength * 4)];
        var (characters, upper, lower, digit) = (true, false, false, false);
        foreach (var character in text)
        {
            upper |= char.IsAsciiLetterUpper(character);
            lower |= char.IsAsciiLetterLower(character);
            digit |= char.IsAsciiDigit(character);
            characters &= char.IsAsciiLetterOrDigit(character);
        }

        return broken | (characters ? 0 : AppDecryptKeyRules.Characters) | (upper ? 0 : AppDecryptKeyRules.UpperCase)
            | (lower ? 0 : AppDecryptKeyRules.LowerCase) | (digit ? 0 : AppDecryptKeyRules.Digit);
    }

    /// <summary>Reads a private key.</summary>
    /// <param name="text">The text; null counts as empty.</param>
    /// <param name="key">The key, when the result is null.</param>
    /// <returns>
    /// Null, or the first broken rule. <see cref="ErrorCode.PrivateKeyLength"/> takes <see cref="MinLength"/> and
    /// <see cref="MaxLength"/> as arguments.
    /// </returns>
    public static ErrorCode? Read(string? text, out AppDecryptKey? key)
    {
        key = null;
        if (string.IsNullOrEmpty(text)) return ErrorCode.PrivateKeyMissing;
        var broken = Broken(text);
        if (broken.HasFlag(AppDecryptKeyRules.Characters)) return ErrorCode.PrivateKeyCharacters;
        if (broken.HasFlag(AppDecryptKeyRules.Length)) return ErrorCode.PrivateKeyLength;
        if (broken.HasFlag(AppDecryptKeyRules.UpperCase)) return ErrorCode.PrivateKeyWithoutUpperCase;
        if (broken.HasFlag(AppDecryptKeyRules.LowerCase)) return ErrorCode.PrivateKeyWithoutLowerCase;
        if (broken.HasFlag(AppDecryptKeyRules.Digit)) return ErrorCode.PrivateKeyWithoutDigit;
        key = new(text);
        return null;
    }

    /// <summary>
    /// A random text that meets the rules. Every such text of this length is equally likely: whole texts are drawn again until
    /// one has all three kinds of characters, rather than one of them being forced into place.
    /// </summary>
    /// <param name="length">Characters, <see cref="MinLength"/> to <see cref="MaxLength"/>.</param>
    public static string Generate(int length = GeneratedLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, MinLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        while (true)
        {
            // GetString rejects what would favour some characters over others.
            var text = RandomNumberGenerator.GetString(Upper + Lower + Digits, length);
            if (Broken(text) == AppDecryptKeyRules.None) return text;
        }
    }

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(bytes);
}
