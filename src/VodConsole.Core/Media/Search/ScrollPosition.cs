using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VodConsole.Core.Media.Search;

/// <summary>
/// Where a page of a search lies, as text that a client gives back to go on: when it was read, which page of which search, and the places of its
/// first and last video. It holds no right: what is found from there is what the client may find anyway, so it is not signed.
/// </summary>
/// <param name="At">When the page was read.</param>
/// <param name="Search">A hash of the search.</param>
/// <param name="PageNo">The page.</param>
/// <param name="First">Its first video.</param>
/// <param name="Last">Its last video.</param>
internal sealed record ScrollPosition(DateTimeOffset At, ulong Search, int PageNo, MediaPlace First, MediaPlace Last)
{
    private const int Length = 8 + 8 + 4 + 2 * (8 + 16);

    /// <summary>The position of a page that was read.</summary>
    public static ScrollPosition Of(MediaQuery query, IReadOnlyList<Video> page, DateTimeOffset now) =>
        new(now, HashOf(query), query.PageNo!.Value, PlaceOf(query, page[0]), PlaceOf(query, page[^1]));

    /// <summary>Reads one; null when it is none.</summary>
    public static ScrollPosition? Parse(string text)
    {
        var bytes = new byte[Length];
        if (text.Length != Base64Url.GetEncodedLength(Length) || !Base64Url.IsValid(text) || Base64Url.DecodeFromChars(text, bytes) != Length) return null;
        try
        {
            return new ScrollPosition(
                DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes)), BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(8)),
                BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), ReadPlace(bytes.AsSpan(20)), ReadPlace(bytes.AsSpan(44)));
        }
        catch (ArgumentOutOfRangeException)
        {
            // A time that there is not.
            return null;
        }
    }

    /// <summary>Whether it is a page of that search, by pages of that size.</summary>
    public bool IsFor(MediaQuery query) => PageNo > 0 && query.Sort.Count == 1 && Search == HashOf(query);

    /// <summary>As a client gets it.</summary>
    public override string ToString()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, At.ToUnixTimeSeconds());
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), Search);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), PageNo);
        WritePlace(bytes.AsSpan(20), First);
        WritePlace(bytes.AsSpan(44), Last);
        return Base64Url.EncodeToString(bytes);
    }

    private static MediaPlace PlaceOf(MediaQuery query, Video video) => new(query.Sort[0].ByModification ? video.ModifiedAt : video.CreatedAt, video.Id);

    private static ulong HashOf(MediaQuery query)
    {
        var sort = string.Join(',', query.Sort.Select(one => $"{one.ByModification}:{one.IsDescending}"));
        var text = string.Create(CultureInfo.InvariantCulture, $"{query.Kind}|{sort}|{query.PageSize}|{query.Match}");
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static MediaPlace ReadPlace(ReadOnlySpan<byte> bytes) =>
        new(new DateTime(BinaryPrimitives.ReadInt64BigEndian(bytes), DateTimeKind.Utc), new Guid(bytes.Slice(8, 16)));

    private static void WritePlace(Span<byte> bytes, MediaPlace place)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes, place.Time.Ticks);
        place.Id.TryWriteBytes(bytes[8..]);
    }
}
