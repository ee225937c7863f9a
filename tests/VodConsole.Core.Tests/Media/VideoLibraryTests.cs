using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Media;

/// <summary>The pages of a library of 100,000 videos against the same order made in memory.</summary>
public sealed class VideoLibraryTests(FullLibrary library) : IClassFixture<FullLibrary>
{
    [Theory]
    [InlineData(VideoSort.Created, true)]
    [InlineData(VideoSort.Created, false)]
    [InlineData(VideoSort.Title, false)]
    [InlineData(VideoSort.Title, true)]
    [InlineData(VideoSort.Size, true)]
    [InlineData(VideoSort.Duration, false)]
    [InlineData(VideoSort.Duration, true)]
    [InlineData(VideoSort.Status, false)]
    public async Task Shows_each_page_in_order_wherever_it_lies(VideoSort sort, bool isDescending)
    {
        var search = new VideoSearch { Sort = sort, IsDescending = isDescending };
        var expected = library.Sorted(search);
        foreach (var skip in (int[])[0, 20, 49_990, 50_000, 50_010, 99_980, 99_995])
        {
            var page = await library.Find(search, skip, 20);
            Assert.Equal(FullLibrary.Count, page.Total);
            Assert.Equal(expected.Skip(skip).Take(20).Select(video => video.Id), page.Rows.Select(row => row.Id));
        }
    }

    [Fact]
    public async Task Ends_where_the_library_ends()
    {
        Assert.Empty((await library.Find(new VideoSearch(), FullLibrary.Count, 20)).Rows);
        Assert.Empty((await library.Find(new VideoSearch(), int.MaxValue, 20)).Rows);
        Assert.Empty((await library.Find(new VideoSearch(), -20, 20)).Rows);
        Assert.Equal(VideoLibrary.PageLimit, (await library.Find(new VideoSearch(), 0, 10_000)).Rows.Count);
    }

    [Fact]
    public async Task Filters_by_status_on_the_first_and_the_last_page()
    {
        var search = new VideoSearch { Status = VideoStatus.TranscodeFail };
        var expected = library.Sorted(search).Where(video => video.Status == VideoStatus.TranscodeFail).ToList();
        Assert.Equal(expected.Count, (await library.Find(search, 0, 20)).Total);
        Assert.Equal(expected.TakeLast(20).Select(video => video.Id), (await library.Find(search, expected.Count - 20, 20)).Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task Filters_by_a_category_with_everything_below_it()
    {
        var parent = await library.Bench.Get<Categories>().AddAsync(Actor.System, "Above", null, default);
        await library.Bench.Get<Categories>().MoveAsync(Actor.System, library.CategoryId, parent, default);

        Assert.Equal(33_334, (await library.Find(new VideoSearch { CategoryId = library.CategoryId }, 0, 1)).Total);
        Assert.Equal(33_334, (await library.Find(new VideoSearch { CategoryId = parent }, 0, 1)).Total);
        Assert.Equal(0, (await library.Find(new VideoSearch { CategoryId = 999 }, 0, 1)).Total);
    }

    [Theory]
    [InlineData("clip 00042", 2)]
    [InlineData("CLIP 00042 演示", 1)]
    [InlineData("präSENTATION", 14_286)]
    [InlineData("  00042  ", 2)]
    [InlineData("100%", 0)]
    [InlineData("Clip_00042", 0)]
    public async Task Searches_titles_in_any_case_and_takes_wildcards_literally(string text, int found) =>
        Assert.Equal(found, (await library.Find(new VideoSearch { Text = text }, 0, 1)).Total);

    [Fact]
    public async Task Finds_a_video_by_its_id_however_it_is_written()
    {
        var id = VideoSeed.Make(4711, null).Id;
        foreach (var text in (string[])[$"{id:N}", $"{id:D}", id.ToString("N").ToUpperInvariant()])
            Assert.Equal(id, Assert.Single((await library.Find(new VideoSearch { Text = text }, 0, 20)).Rows).Id);
    }

    [Theory]
    [InlineData("hundredth", 1000)]
    [InlineData("seed", 100_000)]
    [InlineData("hundred", 0)]
    [InlineData("seed,hundredth", 1000)]
    public async Task Filters_by_a_whole_tag(string tag, int found) =>
        Assert.Equal(found, (await library.Find(new VideoSearch { Tag = tag }, 0, 1)).Total);

    [Fact]
    public async Task Combines_filters()
    {
        var search = new VideoSearch { Status = VideoStatus.Normal, Tag = "hundredth", Text = "präsentation", CategoryId = library.CategoryId };
        var expected = library.Sorted(search).Where(video =>
            video.Status == VideoStatus.Normal && video.Tags.EndsWith("hundredth", StringComparison.Ordinal)
            && video.Title.EndsWith("Präsentation", StringComparison.Ordinal) && video.CategoryId != null).ToList();
        Assert.Equal(expected.Count, (await library.Find(search, 0, 1)).Total);
        Assert.NotEmpty(expected);
    }

    [Fact]
    public async Task Refuses_whoever_is_nobody() => await MediaBench.RefusedAsync(
        ErrorCode.NotSignedIn,
        () => library.Bench.Get<VideoLibrary>().SearchAsync(new Actor(Guid.NewGuid(), "gone"), new VideoSearch(), 0, 20, default));
}

/// <summary>A library of 100,000 videos, made once.</summary>
public sealed class FullLibrary : IAsyncLifetime
{
    public const int Count = 100_000;

    private IReadOnlyList<Video> videos = [];

    public MediaBench Bench { get; } = new();

    public int CategoryId { get; private set; }

    public async Task InitializeAsync()
    {
        CategoryId = await VideoSeed.FillAsync(Bench.NewContext, Count);
        videos = [.. Enumerable.Range(0, Count).Select(number => VideoSeed.Make(number, CategoryId))];
    }

    public Task<VideoPage> Find(VideoSearch search, int skip, int take) =>
        Bench.Get<VideoLibrary>().SearchAsync(Actor.System, search, skip, take, default);

    /// <summary>All videos in the order of a search, as SQLite stores ids: upper-case text.</summary>
    public IEnumerable<Video> Sorted(VideoSearch search)
    {
        Comparison<Video> order = search.Sort switch
        {
            VideoSort.Created => (a, b) => a.CreatedAt.CompareTo(b.CreatedAt),
            VideoSort.Title => (a, b) => string.CompareOrdinal(a.SearchTitle, b.SearchTitle),
            VideoSort.Size => (a, b) => a.Size.CompareTo(b.Size),
            VideoSort.Duration => (a, b) => Comparer<double?>.Default.Compare(a.Source?.Duration, b.Source?.Duration),
            _ => (a, b) => string.CompareOrdinal(a.Status.ToString(), b.Status.ToString()) is var by and not 0 ? by : a.CreatedAt.CompareTo(b.CreatedAt),
        };
        var sorted = videos.Order(Comparer<Video>.Create((a, b) =>
            order(a, b) is var by and not 0 ? by : string.CompareOrdinal(a.Id.ToString().ToUpperInvariant(), b.Id.ToString().ToUpperInvariant())));
        return search.IsDescending ? sorted.Reverse() : sorted;
    }

    public Task DisposeAsync()
    {
        Bench.Dispose();
        return Task.CompletedTask;
    }
}
