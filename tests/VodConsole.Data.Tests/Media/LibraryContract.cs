using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Data.Tests.Databases;

namespace VodConsole.Data.Tests.Media;

/// <summary>The library's pages: the same videos in the same order on every database, each on one page.</summary>
public abstract class LibraryContract(TestDatabase database) : DatabaseContract(database), IAsyncLifetime
{
    private readonly List<Video> videos = [];
    private int top;
    private int below;

    public static TheoryData<VideoSort, bool> Orders
    {
        get
        {
            var orders = new TheoryData<VideoSort, bool>();
            foreach (var sort in Enum.GetValues<VideoSort>())
            {
                orders.Add(sort, false);
                orders.Add(sort, true);
            }

            return orders;
        }
    }

    public async Task InitializeAsync()
    {
        var categories = Database.Get<Categories>();
        top = await categories.AddAsync(Actor.System, $"{Guid.NewGuid():N}", null, default);
        below = await categories.AddAsync(Actor.System, "Below", top, default);
        string[] titles = ["b", "B", "a", "Ä", "汽车", "10%", "9", "a_b", "axb", "A b", "c", "d", "e"];
        for (var index = 0; index < titles.Length; index++)
        {
            var video = Rows.Video(titles[index], Rows.Noon.AddMilliseconds(index * 5 % 7));
            video.CategoryId = index % 3 == 0 ? below : top;
            video.Size = index * 4 % 5;
            video.Tags = index % 4 == 0 ? "red,blue" : "redder";
            // Some were never probed, so that nulls take part.
            if (index % 3 != 1) video.Source = new SourceInfo { Container = "mov", Duration = index * 3 % 8 + 0.5 };
            if (index % 2 == 0) video.MoveTo(VideoStatus.UploadSucc);
            videos.Add(video);
        }

        await SaveAsync([.. videos]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableTheory]
    [MemberData(nameof(Orders))]
    public async Task Pages_hold_every_video_once_in_the_order_asked_for(VideoSort sort, bool isDescending)
    {
        var search = new VideoSearch { CategoryId = top, Sort = sort, IsDescending = isDescending };
        var read = new List<VideoRow>();
        for (var skip = 0; skip < videos.Count; skip += 5) read.AddRange((await SearchAsync(search, skip, 5)).Rows);

        // Which of two equal videos comes first is each database's own affair; that a page turn loses none is not.
        Assert.Equal(videos.Select(video => video.Id).Order(), read.Select(row => row.Id).Order());
        var keys = read.Select(row => Key(sort, videos.Single(video => video.Id == row.Id))).ToList();
        var known = keys.Where(key => key is not null).ToList();
        Assert.Equal(isDescending ? known.OrderDescending(ByKey) : known.Order(ByKey), known);
        // Databases differ on the end where the unknown stand; in between they never do.
        Assert.True(keys.SkipWhile(key => key is null).Take(known.Count).SequenceEqual(known));
    }

    [SkippableFact]
    public async Task A_page_past_the_end_is_empty_and_tells_the_total()
    {
        var page = await SearchAsync(new VideoSearch { CategoryId = top }, 100, 5);

        Assert.Empty(page.Rows);
        Assert.Equal(videos.Count, page.Total);
    }

    [SkippableTheory]
    [InlineData("A_b", "a_b")]
    [InlineData("0%", "10%")]
    [InlineData("ä", "Ä")]
    [InlineData("车", "汽车")]
    public async Task Finds_what_is_written_and_takes_no_sign_for_a_wildcard(string text, string title)
    {
        var page = await SearchAsync(new VideoSearch { CategoryId = top, Text = text }, 0, 20);

        Assert.Equal([title], page.Rows.Select(row => row.Title));
    }

    [SkippableFact]
    public async Task Finds_a_video_by_its_id_in_either_form()
    {
        var wanted = videos[3].Id;
        foreach (var text in (string[])[$"{wanted:N}", $"{wanted:D}"])
            Assert.Equal([wanted], (await SearchAsync(new VideoSearch { Text = text }, 0, 20)).Rows.Select(row => row.Id));
    }

    [SkippableFact]
    public async Task Filters_by_status_tag_and_a_category_with_what_lies_below_it()
    {
        await ExpectAsync(new VideoSearch { CategoryId = below }, video => video.CategoryId == below);
        await ExpectAsync(new VideoSearch { CategoryId = top, Tag = "red" }, video => video.Tags == "red,blue");
        await ExpectAsync(new VideoSearch { CategoryId = top, Status = VideoStatus.UploadSucc }, video => video.Status == VideoStatus.UploadSucc);
        await ExpectAsync(
            new VideoSearch { CategoryId = below, Status = VideoStatus.Uploading, Tag = "redder" },
            video => video.CategoryId == below && video.Status == VideoStatus.Uploading && video.Tags == "redder");
    }

    private static Comparer<IComparable?> ByKey { get; } = Comparer<IComparable?>.Create((one, other) =>
        one is string text ? string.CompareOrdinal(text, (string?)other) : Comparer<IComparable?>.Default.Compare(one, other));

    private static IComparable? Key(VideoSort sort, Video video) => sort switch
    {
        VideoSort.Created => video.CreatedAt,
        VideoSort.Title => video.SearchTitle,
        VideoSort.Size => video.Size,
        VideoSort.Duration => video.Source?.Duration,
        VideoSort.Status => video.Status.ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, null),
    };

    private Task<VideoPage> SearchAsync(VideoSearch search, int skip, int take) =>
        Database.Get<VideoLibrary>().SearchAsync(Actor.System, search, skip, take, default);

    private async Task ExpectAsync(VideoSearch search, Func<Video, bool> wanted)
    {
        var page = await SearchAsync(search, 0, 50);
        Assert.Equal(videos.Where(wanted).Select(video => video.Id).Order(), page.Rows.Select(row => row.Id).Order());
        Assert.Equal(page.Rows.Count, page.Total);
    }
}

public sealed class LibraryOnSqlite(SqliteDatabase database) : LibraryContract(database), IClassFixture<SqliteDatabase>;

public sealed class LibraryOnPostgreSql(PostgreSqlDatabase database) : LibraryContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class LibraryOnSqlServer(SqlServerDatabase database) : LibraryContract(database), IClassFixture<SqlServerDatabase>;
