using System.Globalization;
using System.Text;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Web.Media;

/// <summary>
/// What a client says of its file in <c>Upload-Metadata</c>: <c>key base64(utf-8)</c> pairs separated by commas. Known keys are
/// <c>filename</c>, <c>title</c>, <c>category</c> (a number), <c>group</c> (<see cref="TemplateGroup"/>) and <c>sha256</c> (hex);
/// others are kept and answered back, as the protocol asks.
/// </summary>
internal sealed class TusMetadata
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly string header;

    private TusMetadata(string header) => this.header = header;

    /// <exception cref="VodException"><see cref="ErrorCode.UploadMetadataInvalid"/>.</exception>
    public static TusMetadata Parse(string header)
    {
        if (header.Length > Upload.MetadataLimit) throw new VodException(ErrorCode.UploadMetadataInvalid, "Upload-Metadata");
        var metadata = new TusMetadata(header);
        foreach (var pair in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(' ');
            if (parts.Length > 2 || !metadata.values.TryAdd(parts[0], parts.Length == 2 ? Decode(parts[0], parts[1]) : ""))
                throw new VodException(ErrorCode.UploadMetadataInvalid, parts[0]);
        }
        return metadata;
    }

    /// <summary>The announcement of a file of <paramref name="length"/> bytes, or of a length that is announced later.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.UploadMetadataInvalid"/>: the category or group is none.</exception>
    public NewUpload ToUpload(long? length) => new(values.GetValueOrDefault("filename", ""), length)
    {
        Title = values.GetValueOrDefault("title"),
        CategoryId = Category(),
        Group = Group(),
        Sha256 = values.GetValueOrDefault("sha256"),
        Metadata = header.Length > 0 ? header : null,
    };

    private int? Category()
    {
        if (values.GetValueOrDefault("category") is not { Length: > 0 } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id : throw new VodException(ErrorCode.UploadMetadataInvalid, "category");
    }

    private TemplateGroup? Group()
    {
        if (values.GetValueOrDefault("group") is not { Length: > 0 } text) return null;
        return TemplateGroup.TryRead(text, out var group) ? group.Value : throw new VodException(ErrorCode.UploadMetadataInvalid, "group");
    }

    private static string Decode(string key, string base64)
    {
        try
        {
            return Utf8.GetString(Convert.FromBase64String(base64));
        }
        catch (Exception broken) when (broken is FormatException or DecoderFallbackException)
        {
            throw new VodException(ErrorCode.UploadMetadataInvalid, key);
        }
    }
}
