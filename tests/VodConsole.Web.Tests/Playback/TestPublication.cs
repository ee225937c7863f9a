using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Storage;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.Hls;

namespace VodConsole.Web.Tests.Playback;

/// <summary>Makes videos that play without waiting for a transcoding.</summary>
internal static class TestPublication
{
    /// <summary>Publishes a video of two renditions with three segments of noise that looks like MPEG-TS.</summary>
    public static async Task<PublishedVideo> PublishAsync(IServiceProvider services, DateTime now, VideoStatus status = VideoStatus.Normal)
    {
        var video = new Video
        {
            Id = Guid.NewGuid(), Title = "Clip", FileName = "clip.mp4", CreatedBy = "test",
            CreatedAt = now, ModifiedAt = now,
        };
        foreach (var next in (VideoStatus[])[VideoStatus.UploadSucc, VideoStatus.Transcoding, VideoStatus.Normal]) video.MoveTo(next);
        if (status != VideoStatus.Normal) video.MoveTo(status);
        var task = Guid.NewGuid();
        var publication = new Publication
        {
            Id = Guid.NewGuid(), VideoId = video.Id, TaskId = task, Fence = 1, Prefix = $"out/{video.Id:N}/{task:N}-1",
            EncryptType = EncryptType.HlsEncryption, Duration = 6, PublishedAt = now,
        };
        var (dataKeyId, key) = await services.GetRequiredService<DataKeys>().GenerateAsync(video.Id, default);
        foreach (var (definition, height) in ((Definition, int)[])[(Definition.FD, 360), (Definition.SD, 720)])
        {
            var name = definition.ToString().ToLowerInvariant();
            await StoreAsync(services, $"{publication.Prefix}/{name}", key.Plaintext);
            publication.Renditions.Add(new PublishedRendition
            {
                Definition = definition, Name = name, Width = height * 16 / 9, Height = height, FrameRate = 25, Codecs = "avc1.64001f",
                PeakBitrate = height * 2000, AverageBitrate = height * 1500, Size = 1, Duration = 6, Segments = 3,
            });
        }

        await using var db = await services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContextAsync();
        db.Add(video);
        db.Add(publication);
        db.Add(new DataKey
        {
            Id = dataKeyId, PublicationId = publication.Id, VideoId = video.Id,
            Wrapped = key.Wrapped.ToBytes(), KekVersion = key.Wrapped.KekVersion,
        });
        await db.SaveChangesAsync();
        var token = (await services.GetRequiredService<PlaybackTokens>().IssueAsync(video.Id, "test", default)).Token;
        return new PublishedVideo(video.Id, publication.Id, dataKeyId, key.Plaintext, token);
    }

    private static async Task StoreAsync(IServiceProvider services, string prefix, byte[] key)
    {
        var media = services.GetRequiredService<IMediaStore>();
        List<MediaSegment> segments = [];
        for (var at = 0; at < 3; at++)
        {
            var iv = SegmentCipher.NewIv();
            segments.Add(new MediaSegment($"{at:000000}.ts", 2, new SegmentKey("key", iv)));
            await using var writer = await media.CreateAsync($"{prefix}/{at:000000}.ts", default);
            await SegmentCipher.EncryptAsync(new MemoryStream(PublishedVideo.Clear), writer.Content, key, iv, default);
            await writer.CommitAsync(default);
        }

        await using var playlist = await media.CreateAsync($"{prefix}/index.m3u8", default);
        await playlist.Content.WriteAsync(System.Text.Encoding.UTF8.GetBytes(
            new MediaPlaylist { TargetDuration = 2, IsClosed = true, Segments = segments }.Write()));
        await playlist.CommitAsync(default);
    }
}

/// <summary>A published video, and what opens it.</summary>
internal sealed record PublishedVideo(Guid Id, Guid PublicationId, Guid DataKeyId, byte[] Key, string Token)
{
    /// <summary>The clear segment: 50 packets, each with its sync byte.</summary>
    public static byte[] Clear { get; } = [.. Enumerable.Range(0, 50).SelectMany(at => (byte[])[0x47, .. Enumerable.Repeat((byte)at, 187)])];
}
