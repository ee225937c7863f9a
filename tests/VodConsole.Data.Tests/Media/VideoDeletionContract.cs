using Microsoft.EntityFrameworkCore;
using VodConsole.Data.Tests.Databases;

namespace VodConsole.Data.Tests.Media;

/// <summary>
/// The database itself takes away what belongs to a deleted row. The deletions here bypass EF's own tracking on purpose.
/// </summary>
public abstract class VideoDeletionContract(TestDatabase database) : DatabaseContract(database)
{
    [SkippableFact]
    public async Task Deleting_a_video_takes_its_uploads_details_tasks_publications_and_keys_and_nobody_elses()
    {
        var (doomed, kept) = (Rows.Video(), Rows.Video());
        var (doomedTask, keptTask) = (Rows.Task(doomed), Rows.Task(kept));
        var (doomedPublication, keptPublication) = (Rows.Publication(doomed, doomedTask), Rows.Publication(kept, keptTask));
        await SaveAsync(
            doomed, Rows.Upload(doomed), Rows.SourceDetails(doomed), doomedTask, doomedPublication, Rows.DataKey(doomedPublication),
            kept, Rows.Upload(kept), Rows.SourceDetails(kept), keptTask, keptPublication, Rows.DataKey(keptPublication));

        await using var db = Open();
        await db.Videos.Where(video => video.Id == doomed.Id).ExecuteDeleteAsync();

        Assert.Equal([kept.Id], await db.Videos.Select(video => video.Id).ToListAsync());
        Assert.Equal([kept.Id], await db.Uploads.Select(upload => upload.VideoId).ToListAsync());
        var details = await db.SourceDetails.SingleAsync();
        Assert.Equal(kept.Id, details.VideoId);
        Assert.Equal(Rows.SourceDetails(kept).Streams, details.Streams);
        Assert.Equal([keptTask.Id], await db.TranscodeTasks.Select(task => task.Id).ToListAsync());
        Assert.Equal([keptTask.Id], await db.TranscodeRenditions.Select(rendition => rendition.TaskId).ToListAsync());
        Assert.Equal([keptPublication.Id], await db.Publications.Select(publication => publication.Id).ToListAsync());
        Assert.Equal([keptPublication.Id], await db.PublishedRenditions.Select(rendition => rendition.PublicationId).Distinct().ToListAsync());
        Assert.Equal([keptPublication.Id], await db.DataKeys.Select(key => key.PublicationId).ToListAsync());
    }
}

public sealed class VideoDeletionOnSqlite(SqliteDatabase database) : VideoDeletionContract(database), IClassFixture<SqliteDatabase>;

public sealed class VideoDeletionOnPostgreSql(PostgreSqlDatabase database)
    : VideoDeletionContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class VideoDeletionOnSqlServer(SqlServerDatabase database)
    : VideoDeletionContract(database), IClassFixture<SqlServerDatabase>;
