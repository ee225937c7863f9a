using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Data.Tests.Databases;
using VodConsole.Protocol;

namespace VodConsole.Data.Tests.Media;

/// <summary>What the library relies on: times, versions, words, searches and orders are the same everywhere.</summary>
public abstract class VideoContract(TestDatabase database) : DatabaseContract(database)
{
    [SkippableFact]
    public async Task Gives_a_time_back_in_UTC_and_exact_to_the_microsecond()
    {
        var at = new DateTime(2024, 2, 29, 23, 59, 59, DateTimeKind.Utc).AddTicks(123_456_0);
        var video = Rows.Video(createdAt: at);
        await SaveAsync(video);

        await using var db = Open();
        var read = await db.Videos.Where(row => row.Id == video.Id).Select(row => row.CreatedAt).SingleAsync();

        Assert.Equal(at, read);
        Assert.Equal(DateTimeKind.Utc, read.Kind);
    }

    [SkippableFact]
    public async Task Changes_of_the_same_videos_in_opposite_orders_wait_for_each_other_and_all_end()
    {
        var videos = Enumerable.Range(0, 6).Select(_ => Rows.Video()).ToList();
        await SaveAsync([.. videos]);
        var editing = Database.Get<VideoEditing>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(turn => Task.Run(() => editing.ChangeAllAsync(
            Actor.System,
            [.. (turn % 2 == 0 ? videos : videos.AsEnumerable().Reverse()).Select(video => new ChangeOfVideo(video.Id, new VideoChange { Title = $"Turn {turn}" }))],
            default))));

        await using var db = Open();
        var ids = videos.Select(video => video.Id).ToList();
        Assert.Single(await db.Videos.Where(video => ids.Contains(video.Id)).Select(video => video.Title).Distinct().ToListAsync());
    }

    [SkippableFact]
    public async Task Tells_of_several_videos_each_with_the_name_of_its_category()
    {
        var category = new Category { Name = $"{Guid.NewGuid():N}" };
        await SaveAsync(category);
        var (filed, loose) = (In(category, Rows.Video()), Rows.Video());
        filed.Source = new SourceInfo { Container = "mov", Duration = 12.5, VideoCodec = "h264" };
        await SaveAsync(filed, loose);
        var facts = Database.Get<VideoFacts>();

        var found = await facts.FindAllAsync(Actor.System, [filed.Id, Guid.NewGuid(), loose.Id], default);

        Assert.Equal([(category.Name, 12.5), (null, null)], new[] { filed, loose }.Select(video => (found[video.Id].CategoryName, found[video.Id].Video.Source?.Duration)));
        Assert.Equal(2, found.Count);
        Assert.Null(await facts.FindAsync(Actor.System, Guid.NewGuid(), default));
    }

    [SkippableFact]
    public async Task Keeps_the_instant_of_a_local_time()
    {
        var local = Rows.Noon.ToLocalTime();
        var video = Rows.Video(createdAt: local);
        await SaveAsync(video);

        await using var db = Open();
        var read = await db.Videos.SingleAsync(row => row.Id == video.Id);

        Assert.Equal(Rows.Noon, read.CreatedAt);
        Assert.Equal(DateTimeKind.Utc, read.CreatedAt.Kind);
    }

    [SkippableFact]
    public async Task Orders_and_compares_times_down_to_the_microsecond()
    {
        var category = new Category { Name = $"{Guid.NewGuid():N}" };
        await SaveAsync(category);
        DateTime[] times =
        [
            Rows.Noon, Rows.Noon.AddMicroseconds(1), Rows.Noon.AddMicroseconds(10), Rows.Noon.AddMilliseconds(100),
            Rows.Noon.AddMilliseconds(120), Rows.Noon.AddSeconds(1), Rows.Noon.AddDays(400),
        ];
        await SaveAsync([.. new[] { 3, 6, 0, 5, 1, 4, 2 }.Select(index => In(category, Rows.Video(createdAt: times[index])))]);

        await using var db = Open();
        var videos = db.Videos.Where(video => video.CategoryId == category.Id);

        Assert.Equal(times, await videos.OrderBy(video => video.CreatedAt).Select(video => video.CreatedAt).ToListAsync());
        var bound = times[3];
        Assert.Equal(3, await videos.CountAsync(video => video.CreatedAt < bound));
        Assert.Equal(3, await videos.CountAsync(video => video.CreatedAt > bound));
    }

    [SkippableFact]
    public async Task Lets_the_later_of_two_saves_fail_and_keeps_the_earlier()
    {
        var video = Rows.Video("As it was");
        await SaveAsync(video);
        await using var first = Open();
        await using var second = Open();
        var mine = await first.Videos.SingleAsync(row => row.Id == video.Id);
        var theirs = await second.Videos.SingleAsync(row => row.Id == video.Id);

        mine.Title = "First";
        await first.SaveChangesAsync();
        theirs.Title = "Second";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());

        await using var db = Open();
        Assert.Equal("First", (await db.Videos.SingleAsync(row => row.Id == video.Id)).Title);
    }

    [SkippableFact]
    public async Task Lets_an_edit_of_a_deleted_video_fail()
    {
        var video = Rows.Video();
        await SaveAsync(video);
        await using var editor = Open();
        var edited = await editor.Videos.SingleAsync(row => row.Id == video.Id);
        await using (var db = Open())
            await db.Videos.Where(row => row.Id == video.Id).ExecuteDeleteAsync();

        edited.Title = "Too late";

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => editor.SaveChangesAsync());
    }

    [SkippableFact]
    public async Task Stores_a_status_and_a_reason_as_words()
    {
        var video = Rows.Video();
        video.MoveTo(VideoStatus.UploadFail, FailureReason.Of(ErrorCode.MediaIsPlaylist));
        await SaveAsync(video);

        await using var db = Open();
        var words = await db.Database.SqlQuery<string>(
            $"""SELECT "Status" AS "Value" FROM "Videos" WHERE "Id" = {video.Id} UNION ALL SELECT "Failure_Code" FROM "Videos" WHERE "Id" = {video.Id}""")
            .ToListAsync();

        Assert.Equal(["UploadFail", "MediaIsPlaylist"], words);
    }

    [SkippableFact]
    public async Task Reads_back_an_owned_value_whose_optional_parts_are_all_missing()
    {
        var video = Rows.Video();
        video.Source = new SourceInfo { Container = "wav", Duration = 3.25 };
        await SaveAsync(video, Rows.Video());

        await using var db = Open();
        Assert.Equal(video.Source, (await db.Videos.SingleAsync(row => row.Id == video.Id)).Source);
    }

    [SkippableTheory]
    [InlineData("ÉTÉ")]
    [InlineData("ZÜRICH")]
    [InlineData("汽车")]
    [InlineData("100%_[OF] IT")]
    [InlineData("'; DROP")]
    [InlineData("\\")]
    public async Task Finds_a_title_by_any_part_of_it_in_any_case(string part)
    {
        var category = new Category { Name = $"{Guid.NewGuid():N}" };
        await SaveAsync(category);
        var video = In(category, Rows.Video("Été à Zürich, 汽车检测 100%_[of] it '; drop \\ table"));
        await SaveAsync(video, In(category, Rows.Video("Ete a Zurich, 100xyof it")));

        await using var db = Open();
        var found = await db.Videos.Where(row => row.CategoryId == category.Id && row.SearchTitle.Contains(part)).ToListAsync();

        Assert.Equal(video.Id, Assert.Single(found).Id);
    }

    [SkippableFact]
    public async Task Orders_titles_by_code_point_whatever_the_servers_language()
    {
        var category = new Category { Name = $"{Guid.NewGuid():N}" };
        await SaveAsync(category);
        string[] ordered = ["-A", "10", "9", "A B", "A-C", "AA", "Z", "_Z", "Ä", "汽车"];
        await SaveAsync([.. ordered.Reverse().Select(title => In(category, Rows.Video(title)))]);

        await using var db = Open();
        var read = await db.Videos.Where(video => video.CategoryId == category.Id)
            .OrderBy(video => video.SearchTitle).Select(video => video.Title).ToListAsync();

        Assert.Equal(ordered, read);
    }

    [SkippableFact]
    public async Task Stores_titles_and_descriptions_of_full_length_in_any_script()
    {
        var video = Rows.Video(string.Concat(Enumerable.Repeat("检", Video.TitleLimit)));
        video.Description = string.Concat(Enumerable.Repeat("🎬", Video.DescriptionLimit / 2));
        await SaveAsync(video);

        await using var db = Open();
        var read = await db.Videos.SingleAsync(row => row.Id == video.Id);

        Assert.Equal(video.Title, read.Title);
        Assert.Equal(video.Description, read.Description);
    }

    private static Video In(Category category, Video video)
    {
        video.CategoryId = category.Id;
        return video;
    }
}

public sealed class VideosOnSqlite(SqliteDatabase database) : VideoContract(database), IClassFixture<SqliteDatabase>;

public sealed class VideosOnPostgreSql(PostgreSqlDatabase database) : VideoContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class VideosOnSqlServer(SqlServerDatabase database) : VideoContract(database), IClassFixture<SqlServerDatabase>;
