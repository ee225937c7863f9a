using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Core.Tests.Media;

namespace VodConsole.Core.Tests.Downloads;

/// <summary>Videos in every status, straight in the database, and runs over them step by step.</summary>
public sealed class OfflineSwitchBench : IDisposable
{
    private int number;

    public MediaBench Media { get; } = new();

    public OfflineSwitch Switch => Media.Get<OfflineSwitch>();

    public OfflineSwitchRuns Runs => Media.Get<OfflineSwitchRuns>();

    public OfflineSwitchRunList List => Media.Get<OfflineSwitchRunList>();

    public OfflineSwitchWork Work => Media.Get<OfflineSwitchWork>();

    /// <summary>A video in that status, brought a second after the one before.</summary>
    public async Task<Guid> AddAsync(VideoStatus status = VideoStatus.Normal, bool isDisabled = false, string title = "Clip")
    {
        var video = Make(status, isDisabled, title);
        await AddAsync([video]);
        return video.Id;
    }

    public async Task AddAsync(IEnumerable<Video> videos)
    {
        await using var db = Media.NewContext();
        db.Videos.AddRange(videos);
        await db.SaveChangesAsync();
    }

    public Video Make(VideoStatus status = VideoStatus.Normal, bool isDisabled = false, string title = "Clip")
    {
        var at = Media.Clock.GetUtcNow().UtcDateTime.AddDays(-1).AddSeconds(number++ / 3);
        var video = new Video
        {
            Id = Guid.NewGuid(), Title = title, FileName = "clip.mp4", CreatedBy = "someone", CreatedAt = at, ModifiedAt = at,
            IsOfflineDisabled = isDisabled,
        };
        foreach (var step in PathTo(status)) video.MoveTo(step);
        return video;
    }

    public async Task MoveAsync(Guid id, params VideoStatus[] steps)
    {
        await using var db = Media.NewContext();
        var video = await db.Videos.SingleAsync(video => video.Id == id);
        foreach (var step in steps) video.MoveTo(step);
        await db.SaveChangesAsync();
    }

    public async Task<Guid> BeginAsync(OfflineSwitchScope scope, bool disables = true) =>
        await Runs.BeginAsync(Actor.System, scope, disables, default);

    public Task<Guid> BeginAsync(VideoSearch search, bool disables = true) => BeginAsync(OfflineSwitchScope.Of(search), disables);

    /// <summary>Works until nothing is left.</summary>
    public async Task WorkAsync()
    {
        while (await Work.StepAsync(default) == OfflineSwitchStep.Done) { }
    }

    public async Task<OfflineSwitchRunView> ReadAsync(Guid runId) => (await List.FindAsync(Actor.System, runId, default))!;

    public async Task<(int Switched, int Unchanged, int Refused)> CountsAsync(Guid runId)
    {
        var run = await ReadAsync(runId);
        return (run.Switched, run.Unchanged, run.Refused);
    }

    public async Task<int> CountDisabledAsync()
    {
        await using var db = Media.NewContext();
        return await db.Videos.CountAsync(video => video.IsOfflineDisabled);
    }

    public async Task<int> CountItemsAsync(Guid runId, bool refused)
    {
        await using var db = Media.NewContext();
        return await db.OfflineSwitchItems.CountAsync(item => item.RunId == runId && (item.RefusedStatus != null) == refused);
    }

    public void Dispose() => Media.Dispose();

    private static VideoStatus[] PathTo(VideoStatus status) => status switch
    {
        VideoStatus.Uploading => [],
        VideoStatus.UploadFail => [VideoStatus.UploadFail],
        VideoStatus.UploadSucc => [VideoStatus.UploadSucc],
        VideoStatus.Transcoding or VideoStatus.TranscodeFail => [VideoStatus.UploadSucc, status],
        VideoStatus.Normal => [VideoStatus.UploadSucc, VideoStatus.Transcoding, status],
        VideoStatus.Blocked => [VideoStatus.UploadSucc, VideoStatus.Transcoding, VideoStatus.Normal, status],
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
