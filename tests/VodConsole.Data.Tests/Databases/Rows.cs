using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Data.Tests.Databases;

/// <summary>Rows with everything filled in that must be.</summary>
internal static class Rows
{
    public static readonly DateTime Noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);

    public static Video Video(string title = "A video", DateTime? createdAt = null) => new()
    {
        Id = Guid.NewGuid(),
        Title = title,
        FileName = "video.mp4",
        CreatedBy = "someone@example.com",
        CreatedAt = createdAt ?? Noon,
        ModifiedAt = createdAt ?? Noon,
    };

    /// <summary>A video with the probe's findings, whose transcoding is under way.</summary>
    public static Video VideoInTranscoding()
    {
        var video = Video();
        video.SourceKey = $"src/{video.Id:N}/source.mp4";
        video.Source = new SourceInfo { Container = "mov,mp4", Duration = 12.5, VideoCodec = "h264", Width = 1280, Height = 720 };
        video.MoveTo(VideoStatus.UploadSucc);
        video.MoveTo(VideoStatus.Transcoding);
        return video;
    }

    public static Upload Upload(Video video) => new()
    {
        Id = Guid.NewGuid(),
        VideoId = video.Id,
        Length = 1000,
        CreatedAt = Noon,
        ExpiresAt = Noon.AddDays(1),
    };

    public static SourceDetails SourceDetails(Video video) => new()
    {
        VideoId = video.Id,
        Streams =
        [
            new SourceStream { Index = 0, IsVideo = true, Codec = "h264", Width = 1280, Height = 720, FrameRate = 29.97, TimeBase = "1/30000", Frames = 5_000_000_000 },
            new SourceStream { Index = 1, IsVideo = false, Codec = "aac", SampleRate = 44100, Channels = 2 },
        ],
    };

    public static TranscodeTask Task(Video video, DateTime? createdAt = null) => new()
    {
        Id = Guid.NewGuid(),
        VideoId = video.Id,
        TemplateGroup = TemplateGroup.Ladder,
        CreatedBy = "someone@example.com",
        CreatedAt = createdAt ?? Noon,
        Renditions = { new TranscodeRendition { Definition = Definition.LD, Width = 640, Height = 360 } },
    };

    public static TranscodeTask EndedTask(Video video, DateTime? createdAt = null)
    {
        var task = Task(video, createdAt);
        task.Status = TranscodeStatus.Failed;
        task.EndedAt = Noon;
        task.Failure = FailureReason.Of(ErrorCode.WorkerCrashed, 3);
        return task;
    }

    public static Publication Publication(Video video, TranscodeTask task)
    {
        var publication = new Publication
        {
            Id = Guid.NewGuid(),
            VideoId = video.Id,
            TaskId = task.Id,
            Fence = 1,
            Prefix = $"out/{video.Id:N}/{task.Id:N}-1",
            EncryptType = EncryptType.HlsEncryption,
            Duration = 12.5,
            PublishedAt = Noon,
        };
        publication.Renditions.Add(Rendition(Definition.LD));
        publication.Renditions.Add(Rendition(Definition.HD));
        return publication;
    }

    public static PublishedRendition Rendition(Definition definition) => new()
    {
        Definition = definition,
        Name = definition.ToString().ToLowerInvariant(),
        PeakBitrate = 1_000_000,
        AverageBitrate = 800_000,
        Size = 1_000_000,
        Duration = 12.5,
        Segments = 2,
    };

    public static DataKey DataKey(Publication publication) => new()
    {
        Id = Guid.NewGuid(),
        PublicationId = publication.Id,
        VideoId = publication.VideoId,
        Wrapped = [1, 2, 3],
        KekVersion = 1,
    };
}
