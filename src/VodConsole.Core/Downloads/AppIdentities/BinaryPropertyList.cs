using System.Buffers.Binary;
using System.Text;
using VodConsole.Core.Refusals;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>
/// The binary writing of a property list (<c>bplist00</c>; CoreFoundation, CFBinaryPList.c): objects, a table of where each begins, and
/// 32 bytes at the end that say how wide its numbers are. See <see cref="PropertyList"/> for what is read of it.
/// </summary>
internal sealed class BinaryPropertyList
{
    private const int TrailerLength = 32;
    private const int KindAscii = 0x5;
    private const int KindUtf16 = 0x6;
    private const int KindDictionary = 0xD;

    private readonly byte[] _bytes;
    private readonly AppFilePart _part;
    private readonly int _offsetSize;
    private readonly int _referenceSize;
    private readonly long _objects;
    private readonly long _top;
    private readonly long _table;

    public BinaryPropertyList(byte[] bytes, AppFilePart part)
    {
        (_bytes, _part) = (bytes, part);
        if (bytes.Length < TrailerLength + 8) throw Damaged();
        var trailer = bytes.AsSpan(bytes.Length - TrailerLength);
        (_offsetSize, _referenceSize) = (trailer[6], trailer[7]);
        _objects = BinaryPrimitives.ReadInt64BigEndian(trailer[8..]);
        _top = BinaryPrimitives.ReadInt64BigEndian(trailer[16..]);
        _table = BinaryPrimitives.ReadInt64BigEndian(trailer[24..]);
        if (_offsetSize is < 1 or > 8 || _referenceSize is < 1 or > 8 || _table is < 0 || _table > bytes.Length
            || _objects < 0 || _objects > (bytes.Length - _table) / _offsetSize)
            throw Damaged();
    }

    public static bool Recognises(ReadOnlySpan<byte> bytes) => bytes.StartsWith("bplist00"u8);

    public Dictionary<string, string> ReadStrings()
    {
        var strings = new Dictionary<string, string>();
        var sections = new List<(string Name, long Object)>();
        foreach (var (key, value) in Dictionary(_top))
        {
            if (FindString(value) is { } text) strings.TryAdd(key, text);
            else if (Start(value).Kind == KindDictionary) sections.Add((key, value));
        }

        // Only the entitlements are asked for; a file may make each of its objects a section and each as long as itself.
        foreach (var (name, section) in sections.Where(section => section.Name == "Entitlements").Take(1))
            foreach (var (key, value) in Dictionary(section))
                if (FindString(value) is { } text) strings.TryAdd($"{name}/{key}", text);
        return strings;
    }

    private IEnumerable<(string Key, long Value)> Dictionary(long number)
    {
        var (kind, at, count) = Start(number);
        if (kind != KindDictionary || count > (_bytes.Length - at) / (2L * _referenceSize)) throw Damaged();
        for (var index = 0L; index < count; index++)
            if (FindString(Number(at + index * _referenceSize, _referenceSize)) is { } key)
                yield return (key, Number(at + (count + index) * _referenceSize, _referenceSize));
    }

    // Names and identifiers are short; a dictionary may point at one long string many times.
    private string? FindString(long number)
    {
        const int longest = 4096;
        var (kind, at, count) = Start(number);
        if (kind is not (KindAscii or KindUtf16) || count > longest) return null;
        var length = kind == KindUtf16 ? count * 2 : count;
        if (length > _bytes.Length - at) throw Damaged();
        var text = _bytes.AsSpan((int)at, (int)length);
        return kind == KindUtf16 ? Encoding.BigEndianUnicode.GetString(text) : Encoding.ASCII.GetString(text);
    }

    // The kind of an object, where its content begins, and how many of its units that has.
    private (int Kind, long At, long Count) Start(long number)
    {
        if (number < 0 || number >= _objects) throw Damaged();
        var at = Number(_table + number * _offsetSize, _offsetSize);
        if (at < 0 || at >= _bytes.Length) throw Damaged();
        var (kind, count) = (_bytes[at] >> 4, (long)(_bytes[at] & 0xF));
        if (count != 0xF || kind < 4) return (kind, at + 1, count);
        if (at + 1 >= _bytes.Length) throw Damaged();
        var size = 1 << (_bytes[at + 1] & 0x3);
        return (kind, at + 2 + size, Number(at + 2, size));
    }

    private long Number(long at, int size)
    {
        if (at < 0 || at > _bytes.Length - size) throw Damaged();
        var value = 0UL;
        foreach (var digit in _bytes.AsSpan((int)at, size)) value = value << 8 | digit;
        return value <= int.MaxValue ? (long)value : throw Damaged();
    }

    private VodException Damaged() => AppFile.Damaged(_part);
}
