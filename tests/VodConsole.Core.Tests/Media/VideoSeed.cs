using VodConsole.Core.Media;
using VodConsole.Core.Transcoding;

namespace VodConsole.Core.Tests.Media;

/// <summary>
/// Fills a library with many videos, the same ones for the same number: dates and titles have doubles, every third is in a
/// category, every hundredth is tagged, durations and statuses vary. The benchmark fills its database with it too.
/// </summary>
public static class VideoSeed
{
    public static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The video with that number, from 0.</summary>
    public static Video Make(int number, int? categoryId)
    {
        var video = new Video
        {
            // Scattered like random ids, but known.
            Id = new Guid(number * -1640531535, (short)number, 7, 1, 2, 3, 4, 5, 6, 7, 8),
            Title = $"Clip {number % 50_000:00000} {(number % 7 == 0 ? "Präsentation" : "演示")}",
            Description = "A seeded video.",
            FileName = $"clip-{number}.mp4",
            CategoryId = number % 3 == 0 ? categoryId : null,
            Tags = number % 100 == 0 ? "seed,hundredth" : "seed",
            Size = 1_000_000 + number % 977 * 1000,
            TemplateGroup = TemplateGroup.Ladder,
            CreatedBy = "seed",
            CreatedAt = Start.AddSeconds(number / 4),
            ModifiedAt = Start,
        };
        if (number % 20 == 7) return video;
        video.Source = new SourceInfo { Container = "mov,mp4", Duration = 10 + number % 600, VideoCodec = "h264", Width = 1280, Height = 720, FrameRate = 25 };
        video.SourceKey = SourceKeys.Of(video.Id, video.FileName);
        video.MoveTo(VideoStatus.UploadSucc);
        if (number % 20 == 8) return video;
        video.MoveTo(VideoStatus.Transcoding);
        video.MoveTo(number % 50 == 9 ? VideoStatus.TranscodeFail : VideoStatus.Normal);
        return video;
    }

    /// <summary>Adds the videos 0 to <paramref name="count"/> - 1, and the category that every third of them has.</summary>
    /// <returns>That category's id.</returns>
    public static async Task<int> FillAsync(Func<VodDbContext> contexts, int count)
    {
        int categoryId;
        await using (var db = contexts())
        {
            var category = new Category { Name = "Seed" };
            db.Categories.Add(category);
            await db.SaveChangesAsync();
            categoryId = category.Id;
        }
        foreach (var numbers in Enumerable.Range(0, count).Chunk(5000))
        {
            await using var db = contexts();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            db.Videos.AddRange(numbers.Select(number => Make(number, categoryId)));
            await db.SaveChangesAsync();
        }
        return categoryId;
    }
}
