using Microsoft.EntityFrameworkCore;
using VodConsole.Data.Tests.Databases;
using VodConsole.Protocol;

namespace VodConsole.Data.Tests.Playback;

/// <summary>At most one publication of a video is current, which the database itself enforces.</summary>
public abstract class PublicationContract(TestDatabase database) : DatabaseContract(database)
{
    [SkippableFact]
    public async Task Refuses_a_second_current_publication_of_a_video()
    {
        var video = Rows.Video();
        var task = Rows.Task(video);
        await SaveAsync(video, task, Rows.Publication(video, task));

        await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(Rows.Publication(video, task)));
    }

    [SkippableFact]
    public async Task Accepts_a_new_publication_beside_retired_ones()
    {
        var video = Rows.Video();
        var task = Rows.Task(video);
        var (first, second) = (Rows.Publication(video, task), Rows.Publication(video, task));
        first.RetiredAt = second.RetiredAt = Rows.Noon;
        var current = Rows.Publication(video, task);

        await SaveAsync(video, task, first, second, current);

        await using var db = Open();
        Assert.Equal(
            current.Id,
            (await db.Publications.SingleAsync(publication => publication.VideoId == video.Id && publication.RetiredAt == null)).Id);
    }

    [SkippableFact]
    public async Task Refuses_a_rendition_twice_in_one_publication()
    {
        var video = Rows.Video();
        var task = Rows.Task(video);
        var publication = Rows.Publication(video, task);
        publication.Renditions.Add(Rows.Rendition(Definition.LD));

        await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(video, task, publication));
    }

    [SkippableFact]
    public async Task Refuses_a_second_data_key_of_a_publication()
    {
        var video = Rows.Video();
        var task = Rows.Task(video);
        var publication = Rows.Publication(video, task);
        await SaveAsync(video, task, publication, Rows.DataKey(publication));

        await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(Rows.DataKey(publication)));
    }
}

public sealed class PublicationsOnSqlite(SqliteDatabase database) : PublicationContract(database), IClassFixture<SqliteDatabase>;

public sealed class PublicationsOnPostgreSql(PostgreSqlDatabase database)
    : PublicationContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class PublicationsOnSqlServer(SqlServerDatabase database)
    : PublicationContract(database), IClassFixture<SqlServerDatabase>;
