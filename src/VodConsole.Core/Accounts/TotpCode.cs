using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VodConsole.Core.Accounts;

/// <summary>
/// The codes that an authenticator app shows (RFC 6238 with what every app supports: HMAC-SHA1, six digits, 30 seconds).
/// </summary>
public static class TotpCode
{
    /// <summary>Digits in a code.</summary>
    public const int Digits = 6;

    /// <summary>Bytes in a secret.</summary>
    public const int SecretLength = 20;

    /// <summary>How long a code is shown, in seconds.</summary>
    public const int Period = 30;

    // A clock may be half a minute wrong, and a code is typed in the next one's time.
    private const int Tolerance = 1;

    /// <summary>Which code is shown at a time: the number of periods since 1970.</summary>
    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / Period;

    /// <summary>The code of a step.</summary>
    public static string Compute(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The standard's hash; what apps support. HMAC does not need a hash without collisions.
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac[(mac[^1] & 0xF)..]) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step near <paramref name="now"/> whose code this is; null for none. Spaces in the code do not matter.</summary>
    public static long? FindStep(ReadOnlySpan<byte> secret, string code, DateTimeOffset now)
    {
        var typed = Encoding.UTF8.GetBytes(string.Concat(code.Where(letter => !char.IsWhiteSpace(letter))));
        long? found = null;
        for (var step = StepAt(now) - Tolerance; step <= StepAt(now) + Tolerance; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Compute(secret, step)), typed))
                found = step;
        return found;
    }

    /// <summary>A secret as people type it and as the link for apps holds it (RFC 4648 base32, no padding).</summary>
    public static string Base32(ReadOnlySpan<byte> secret)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var text = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var one in secret)
        {
            (bits, count) = ((bits << 8) | one, count + 8);
            for (; count >= 5; count -= 5) text.Append(Letters[(bits >> (count - 5)) & 31]);
            bits &= (1 << count) - 1;
        }

        if (count > 0) text.Append(Letters[(bits << (5 - count)) & 31]);
        return text.ToString();
    }
}
