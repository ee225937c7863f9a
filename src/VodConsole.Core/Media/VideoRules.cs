using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>What the fields of a video may hold. Lengths count UTF-16 units, as the database does.</summary>
public static class VideoRules
{
    /// <summary>A title, trimmed.</summary>
    /// <exception cref="VodException">It is empty, too long or not visible.</exception>
    public static string Title(string title)
    {
        Short(title, Video.TitleLimit, ErrorCode.TitleTooLong);
        var clean = VisibleText.Require(title, TextField.Title);
        return clean.Length > 0 ? clean : throw new VodException(ErrorCode.TitleMissing);
    }

    /// <summary>A description, trimmed, with <c>\n</c> as the line end.</summary>
    /// <exception cref="VodException">It is too long or not visible.</exception>
    public static string Description(string description)
    {
        Short(description, Video.DescriptionLimit, ErrorCode.DescriptionTooLong);
        return VisibleText.Require(description, TextField.Description, lines: true);
    }

    /// <summary>Tags as the row holds them: trimmed, without doubles, comma-separated.</summary>
    /// <exception cref="VodException">Too many, one too long, or not visible.</exception>
    public static string Tags(IEnumerable<string> tags)
    {
        var kept = new List<string>();
        foreach (var tag in tags.SelectMany(entered => entered.Split([',', '，'], StringSplitOptions.RemoveEmptyEntries)))
        {
            if (tag.Trim().Length > Video.TagLimit) throw TooMany();
            var clean = VisibleText.Require(tag, TextField.Tag);
            if (clean.Length == 0 || kept.Contains(clean, StringComparer.OrdinalIgnoreCase)) continue;
            if (kept.Count == Video.TagCountLimit) throw TooMany();
            kept.Add(clean);
        }
        return string.Join(',', kept);

        static VodException TooMany() => new(ErrorCode.TagsExceedLimit, Video.TagCountLimit, Video.TagLimit);
    }

    /// <summary>The address of a cover elsewhere, as it was given; null and an empty one are none.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.CoverUrlInvalid"/>.</exception>
    public static string? CoverUrl(string? address)
    {
        if (string.IsNullOrEmpty(address)) return null;
        return address.Length <= Video.CoverUrlLimit && WebAddress.Find(address) is not null
            ? address
            : throw new VodException(ErrorCode.CoverUrlInvalid, Video.CoverUrlLimit);
    }

    /// <summary>The tags of a row.</summary>
    public static IReadOnlyList<string> SplitTags(string tags) => tags.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Refuses a category that does not exist; null is none.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.CategoryNotFound"/>.</exception>
    internal static async Task RequireCategoryAsync(VodDbContext db, int? categoryId, CancellationToken cancellation)
    {
        if (categoryId is { } id && !await db.Categories.AnyAsync(category => category.Id == id, cancellation))
            throw new VodException(ErrorCode.CategoryNotFound);
    }

    // Before anything looks into the text: ten megabytes are refused by their length alone.
    private static void Short(string text, int limit, ErrorCode code)
    {
        if (text.Length > limit && text.AsSpan().Trim().Length > limit) throw new VodException(code, limit);
    }
}
