using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Media.Search;
using VodConsole.Core.Refusals;
using VodConsole.Data.Tests.Databases;
using VodConsole.Protocol;

namespace VodConsole.Data.Tests.Media;

/// <summary>Searches and lists of programs: the same videos on every database, each once, whichever way the pages are turned.</summary>
public abstract class SearchContract(TestDatabase database) : DatabaseContract(database), IAsyncLifetime
{
    private const int Count = 23;
    private readonly List<Video> videos = [];
    private int category;

    private MediaSearch Search => Database.Get<MediaSearch>();

    public async Task InitializeAsync()
    {
        category = await Database.Get<Categories>().AddAsync(Actor.System, $"{Guid.NewGuid():N}", null, default);
        for (var index = 0; index < Count; index++)
        {
            // Ties in time take part.
            var video = Rows.Video(index % 2 == 0 ? "Fast Cars 100%" : "slow_boats", Rows.Noon.AddSeconds(index / 3));
            (video.CategoryId, video.Size, video.Tags, video.Description) = (category, index * 10, index % 3 == 0 ? "red,blue" : "green", index % 5 == 0 ? "it's \\ here" : "");
            video.ModifiedAt = Rows.Noon.AddDays(-index);
            video.ReferenceId = $"ref-{index}-{Guid.NewGuid():N}";
            if (index % 4 != 0) video.Source = new SourceInfo { Container = "mov", Duration = index + 0.5, VideoCodec = index % 4 == 1 ? null : "h264" };
            foreach (var next in ((VideoStatus[])[VideoStatus.UploadSucc, VideoStatus.Transcoding, VideoStatus.Normal, VideoStatus.Blocked])[..(index % 5)]) video.MoveTo(next);
            videos.Add(video);
        }

        await SaveAsync([.. videos]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableFact]
    public async Task Every_field_means_the_same_everywhere()
    {
        await ExpectAsync("Title = 'fast cars'", video => video.Title.StartsWith("Fast", StringComparison.Ordinal));
        await ExpectAsync("Title = '%'", video => video.Title.Contains('%'));
        await ExpectAsync("Title in ('_','%')", _ => true);
        await ExpectAsync("Tags = 'blue'", video => video.Tags.Contains("blue", StringComparison.Ordinal));
        await ExpectAsync("Description = \"it's \\\\\"", video => video.Description.Length > 0);
        await ExpectAsync("Status in ('Normal','Blocked')", video => video.Status is VideoStatus.Normal or VideoStatus.Blocked);
        await ExpectAsync($"VideoId = '{videos[4].Id:N}'", video => video == videos[4]);
        await ExpectAsync($"VideoId in ('{videos[4].Id:N}','{videos[6].Id:N}','nothing')", video => video == videos[4] || video == videos[6]);
        await ExpectAsync($"ReferenceId in ('{videos[2].ReferenceId}','x')", video => video == videos[2]);
        await ExpectAsync("Size = (10,50]", video => video.Size is > 10 and <= 50);
        await ExpectAsync("Size = [10,50)", video => video.Size is >= 10 and < 50);
        await ExpectAsync("Duration = [2.5,7]", video => video.Source?.Duration is >= 2.5 and <= 7);
        await ExpectAsync("CreationTime = ('2026-01-02T12:00:01Z','2026-01-02T12:00:03Z']", video => video.CreatedAt > Rows.Noon.AddSeconds(1) && video.CreatedAt <= Rows.Noon.AddSeconds(3));
        await ExpectAsync("CreationTime = ['2026-01-02T12:00:01Z','2026-01-02T12:00:03Z')", video => video.CreatedAt >= Rows.Noon.AddSeconds(1) && video.CreatedAt < Rows.Noon.AddSeconds(3));
        await ExpectAsync("ModificationTime = ['2025-12-30T00:00:00Z','2026-01-01T12:00:00Z']", video => video.ModifiedAt >= Rows.Noon.AddDays(-4).Date.AddDays(1) && video.ModifiedAt <= Rows.Noon.AddDays(-1));
        await ExpectAsync("CreationTime = ['2026-01-02T12:00:03Z','9999-12-31T23:59:59Z']", video => video.CreatedAt >= Rows.Noon.AddSeconds(3));
        await ExpectAsync("CreationTime = ['0001-01-01T00:00:00Z','2026-01-02T12:00:03Z']", video => video.CreatedAt <= Rows.Noon.AddSeconds(3));
        await ExpectAsync("CreationTime = ('9999-12-31T23:59:59Z','9999-12-31T23:59:59Z']", _ => false);
        await ExpectAsync("(Size = [0,20] or Tags = 'red') and Status = 'Uploading'", video => (video.Size <= 20 || video.Tags.StartsWith("red", StringComparison.Ordinal)) && video.Status == VideoStatus.Uploading);
        await ExpectAsync("AppId = 'app-1000000' and StorageLocation = 'local' and MediaSource in ('general','live')", _ => true);
        await ExpectAsync("MediaSource = 'live'", _ => false);
    }

    [SkippableTheory]
    [InlineData("Title", "nothing")]
    [InlineData("Tags", "nothing")]
    [InlineData("ReferenceId", "nothing")]
    [InlineData("CateId", "19999999")]
    public async Task Takes_as_many_values_as_an_expression_may_have(string field, string value)
    {
        var condition = $"{field} in ({string.Join(',', Enumerable.Range(0, MatchParser.ValueLimit).Select(index => $"{value}{index}"))})";
        await ExpectAsync(string.Join(" or ", Enumerable.Repeat(condition, (MatchParser.TotalLimit / MatchParser.ValueLimit) - 1)), _ => false);
    }

    [SkippableTheory]
    [InlineData("Nothing = 1")]
    [InlineData("Size = 1")]
    [InlineData("Title = ('a','b')")]
    [InlineData("Size = ('a','b')")]
    [InlineData("CateId = 'x'")]
    [InlineData("Status = 'normal'")]
    [InlineData("CreationTime = ('2026','2027')")]
    [InlineData("Title = ''")]
    public async Task Refuses_a_field_or_value_that_there_is_not(string match)
    {
        var refusal = await Assert.ThrowsAsync<VodException>(() => Search.ReadAsync(Actor.System, Query(match), default));
        Assert.Equal(ErrorCode.MatchInvalid, refusal.Code);
    }

    [SkippableTheory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task Pages_by_position_hold_every_video_once_forwards_and_backwards(bool byModification, bool isDescending)
    {
        var query = Query(null) with { Sort = [new MediaSort(byModification, isDescending)], PageSize = 3 };
        var whole = (await Search.ReadAsync(Actor.System, query with { PageSize = 100 }, default)).Videos.Select(video => video.Id).ToList();
        var pages = whole.Chunk(3).ToList();
        var page = await Search.ReadAsync(Actor.System, query, default);
        // There, two at a time, in place, and back.
        int[] turns = [1, 2, 3, 5, 6, 6, 5, 3, 1, 4];
        foreach (var number in turns)
        {
            page = await Search.ReadAsync(Actor.System, query with { PageNo = number, Scroll = page.Scroll }, default);
            Assert.Equal(pages[number - 1], page.Videos.Select(video => video.Id));
            Assert.Equal(whole.Count, page.Total);
        }
    }

    [SkippableFact]
    public async Task A_position_is_of_its_own_search()
    {
        var query = Query("Size = [0,1000]") with { PageSize = 4 };
        var position = (await Search.ReadAsync(Actor.System, query, default)).Scroll;
        foreach (var other in (MediaQuery[])
            [
                query with { Scroll = "x" }, query with { Scroll = position![..^1] + (position[^1] == 'A' ? 'B' : 'A') + "A" }, Query("Size = [0,999]") with { PageSize = 4, Scroll = position },
                query with { PageSize = 5, Scroll = position }, query with { Sort = [new MediaSort(false, false)], Scroll = position },
                query with { Kind = MediaKind.Audio, Scroll = position },
            ])
            Assert.Equal(ErrorCode.ScrollTokenInvalid, (await Assert.ThrowsAsync<VodException>(() => Search.ReadAsync(Actor.System, other, default))).Code);

        Assert.Equal(ErrorCode.SearchWindowExceeded, (await Assert.ThrowsAsync<VodException>(
            () => Search.ReadAsync(Actor.System, query with { PageNo = 1000, Scroll = position }, default))).Code);
        Assert.Equal(ErrorCode.SearchWindowExceeded, (await Assert.ThrowsAsync<VodException>(
            () => Search.ReadAsync(Actor.System, query with { PageNo = 1252 }, default))).Code);
    }

    [SkippableFact]
    public async Task Lists_by_states_category_and_time()
    {
        await ExpectListAsync(new(), _ => true);
        await ExpectListAsync(new() { IsDescending = false }, _ => true);
        await ExpectListAsync(new() { From = Rows.Noon.AddSeconds(3), Until = NamedSecond.EndOf(DateTime.MaxValue) }, video => video.CreatedAt >= Rows.Noon.AddSeconds(3));
        await ExpectListAsync(new() { Statuses = [VideoStatus.Normal] }, video => video.Status == VideoStatus.Normal);
        await ExpectListAsync(
            new() { Statuses = [VideoStatus.Normal, VideoStatus.Uploading, VideoStatus.Blocked] },
            video => video.Status is VideoStatus.Normal or VideoStatus.Uploading or VideoStatus.Blocked);
        await ExpectListAsync(
            new() { Statuses = [VideoStatus.Normal, VideoStatus.UploadSucc], From = Rows.Noon.AddSeconds(2), Until = Rows.Noon.AddSeconds(6), IsDescending = false },
            video => video.Status is VideoStatus.Normal or VideoStatus.UploadSucc && video.CreatedAt >= Rows.Noon.AddSeconds(2) && video.CreatedAt < Rows.Noon.AddSeconds(6));
    }

    private MediaQuery Query(string? match) => new(
        MediaKind.Video, match is null ? $"CateId = {category}" : $"CateId = {category} and ({match})", [new MediaSort(false, true)], 1, 100, null);

    private async Task ExpectAsync(string match, Func<Video, bool> wanted)
    {
        var found = await Search.ReadAsync(Actor.System, Query(match), default);
        var heard = await Search.ReadAsync(Actor.System, Query(match) with { Kind = MediaKind.Audio }, default);
        Assert.All(heard.Videos, video => Assert.Null(video.Source!.VideoCodec));
        Assert.All(found.Videos, video => Assert.True(video.Source is null || video.Source.VideoCodec is not null));
        Assert.Equal(videos.Where(wanted).Select(video => video.Id).Order(), found.Videos.Concat(heard.Videos).Select(video => video.Id).Order());
        Assert.Equal(found.Videos.Count, found.Total);
    }

    private async Task ExpectListAsync(VideoListFilter filter, Func<Video, bool> wanted)
    {
        var read = new List<Video>();
        for (var page = 1; read.Count < Count && page < 10; page++)
        {
            var found = await Database.Get<VideoListing>().ReadAsync(Actor.System, filter with { CategoryId = category }, page, 4, default);
            Assert.Equal(videos.Count(wanted), found.Total);
            read.AddRange(found.Videos);
        }

        Assert.Equal(videos.Where(wanted).Select(video => video.Id).Order(), read.Select(video => video.Id).Order());
        var times = read.Select(video => video.CreatedAt).ToList();
        Assert.Equal(filter.IsDescending ? times.OrderDescending() : times.Order(), times);
    }
}

public sealed class SearchOnSqlite(SqliteDatabase database) : SearchContract(database), IClassFixture<SqliteDatabase>;

public sealed class SearchOnPostgreSql(PostgreSqlDatabase database) : SearchContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class SearchOnSqlServer(SqlServerDatabase database) : SearchContract(database), IClassFixture<SqlServerDatabase>;
