using System.Xml;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>
/// The strings of Apple's property lists, XML and binary: those of the outer dictionary by their key, and those of dictionaries in it
/// by <c>key/key</c>. Nothing deeper is looked at, so neither nesting nor a list that contains itself can make it go on.
/// </summary>
internal static class PropertyList
{
    /// <summary>Whether the bytes begin like a property list.</summary>
    public static bool Recognises(ReadOnlySpan<byte> bytes) =>
        BinaryPropertyList.Recognises(bytes) || WithoutMark(bytes).StartsWith("<?xml"u8) || WithoutMark(bytes).StartsWith("<plist"u8);

    /// <summary>Reads them; where a key occurs twice the first counts.</summary>
    public static IReadOnlyDictionary<string, string> ReadStrings(byte[] bytes, AppFilePart part)
    {
        if (BinaryPropertyList.Recognises(bytes)) return new BinaryPropertyList(bytes, part).ReadStrings();
        try
        {
            return ReadXml(bytes);
        }
        catch (XmlException)
        {
            throw AppFile.Damaged(part);
        }
    }

    private static Dictionary<string, string> ReadXml(byte[] bytes)
    {
        const int outer = 2; // <plist><dict>
        const int inner = 3;
        // A property list names Apple's document type; nobody is to fetch or expand it.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true };
        using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
        var strings = new Dictionary<string, string>();
        string? section = null;
        string? key = null;
        reader.Read();
        while (!reader.EOF)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.Depth is not (outer or inner))
            {
                reader.Read();
                continue;
            }

            var isOuter = reader.Depth == outer;
            switch (reader.LocalName)
            {
                case "key":
                    key = reader.ReadElementContentAsString();
                    break;
                case "string":
                    var name = isOuter ? key : $"{section}/{key}";
                    var text = reader.ReadElementContentAsString();
                    if (name is not null) strings.TryAdd(name, text);
                    break;
                case "dict" when isOuter:
                    section = key;
                    reader.Read();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return strings;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}
