namespace VodConsole.Core.Media;

/// <summary>Where a video's own objects lie in the media store.</summary>
public static class SourceKeys
{
    /// <summary>Everything of a video's source, with a trailing slash.</summary>
    public static string Folder(Guid videoId) => $"src/{videoId:N}/";

    /// <summary>The source: <c>src/{id}/source.{ext}</c>, the extension being the file name's where it is plain ASCII.</summary>
    public static string Of(Guid videoId, string fileName)
    {
        var extension = FileNames.Extension(fileName);
        var plain = extension.Length is > 0 and <= 10 && extension.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));
        return plain ? $"{Folder(videoId)}source.{extension}" : $"{Folder(videoId)}source";
    }

    /// <summary>All covers of a video, with a trailing slash.</summary>
    public static string Covers(Guid videoId) => $"cover/{videoId:N}/";

    /// <summary>Everything ever published of a video, with a trailing slash.</summary>
    public static string Published(Guid videoId) => $"out/{videoId:N}/";
}
