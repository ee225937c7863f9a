using System.Buffers;
using System.Text;

namespace VodConsole.Protocol.Signing;

/// <summary>
/// Percent-encoding as signatures want it (RFC 3986 §2.3): unreserved characters stay, every other byte of the UTF-8 form becomes
/// <c>%XX</c> in upper case, a space <c>%20</c>. In contrast to form encoding there is no <c>+</c>. Stateless.
/// </summary>
public static class PercentEncoding
{
    private const string HexDigits = "0123456789ABCDEF";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"u8);

    /// <summary>Encodes <paramref name="text"/>.</summary>
    public static string Encode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!bytes.AsSpan().ContainsAnyExcept(Unreserved)) return text;
        var encoded = new StringBuilder(bytes.Length + 16);
        foreach (var one in bytes)
        {
            if (Unreserved.Contains(one)) encoded.Append((char)one);
            else encoded.Append('%').Append(HexDigits[one >> 4]).Append(HexDigits[one & 15]);
        }

        return encoded.ToString();
    }

    /// <summary>
    /// Decodes one name or value of a query string or an urlencoded form, where <c>+</c> is a space. Characters that should have been
    /// escaped and are not stand for themselves: some clients leave <c>*'()!</c> as they are.
    /// </summary>
    /// <param name="text">As it came.</param>
    /// <param name="decoded">The text, when the result is true.</param>
    /// <returns>False when an escape is broken, the bytes are no UTF-8, or one of them is null: no database takes that for a character.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> text, out string decoded)
    {
        decoded = "";
        var bytes = new byte[text.Length];
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var one = text[at];
            if (one == (byte)'%')
            {
                if (at + 2 >= text.Length || !char.IsAsciiHexDigit((char)text[at + 1]) || !char.IsAsciiHexDigit((char)text[at + 2])) return false;
                one = (byte)((Convert.ToInt32(((char)text[at + 1]).ToString(), 16) << 4) | Convert.ToInt32(((char)text[at + 2]).ToString(), 16));
                at += 2;
            }
            else if (one == (byte)'+')
            {
                one = (byte)' ';
            }

            if (one == 0) return false;
            bytes[length++] = one;
        }

        try
        {
            decoded = Strict.GetString(bytes, 0, length);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
