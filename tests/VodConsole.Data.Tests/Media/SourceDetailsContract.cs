using Microsoft.EntityFrameworkCore;
using VodConsole.Data.Tests.Databases;

namespace VodConsole.Data.Tests.Media;

/// <summary>What is stored of a source's streams stays readable.</summary>
public abstract class SourceDetailsContract(TestDatabase database) : DatabaseContract(database)
{
    private const string Earlier =
        """[{"Index":0,"IsVideo":true,"Codec":"h264","Width":1280,"FrameRate":29.97},{"IsVideo":false,"Codec":"aac","SampleRate":44100}]""";

    [SkippableFact]
    public async Task Reads_what_an_earlier_release_wrote()
    {
        var video = Rows.Video();
        await SaveAsync(video, Rows.SourceDetails(video));
        await using var db = Open();
        await db.Database.ExecuteSqlAsync($"""UPDATE "SourceDetails" SET "Streams" = {Earlier}""");

        var streams = (await db.SourceDetails.AsNoTracking().SingleAsync()).Streams;
        Assert.Equal([(0, "h264", 1280, 29.97), (null, "aac", null, null)], streams.Select(stream => (stream.Index, stream.Codec, stream.Width, stream.FrameRate)));
        Assert.Equal(44100, streams[1].SampleRate);
    }
}

public sealed class SourceDetailsOnSqlite(SqliteDatabase database) : SourceDetailsContract(database), IClassFixture<SqliteDatabase>;

public sealed class SourceDetailsOnPostgreSql(PostgreSqlDatabase database) : SourceDetailsContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class SourceDetailsOnSqlServer(SqlServerDatabase database) : SourceDetailsContract(database), IClassFixture<SqlServerDatabase>;
