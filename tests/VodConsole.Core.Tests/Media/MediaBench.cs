using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Data;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Media;

/// <summary>
/// The media use cases over a temporary data directory with a real database and a real store; only ffprobe is played, by
/// <see cref="Probe"/>. <see cref="Restart"/> gives a new process over the same data.
/// </summary>
public sealed class MediaBench : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("vodconsole-media-").FullName;
    private readonly Action<UploadOptions>? configure;
    private ServiceProvider services;

    public MediaBench(Action<UploadOptions>? configure = null)
    {
        this.configure = configure;
        services = Build();
        using var db = NewContext();
        db.Database.EnsureCreated();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 29, 0, 30, 0, TimeSpan.Zero));

    public PlayedProbe Probe { get; } = new();

    public DataDirectory Data => new(directory);

    public UploadBegin Begin => Get<UploadBegin>();

    public Uploads Uploads => Get<Uploads>();

    public VideoIntake Intake => Get<VideoIntake>();

    public StagingArea Staging => Get<StagingArea>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public VodDbContext NewContext() => Get<IDbContextFactory<VodDbContext>>().CreateDbContext();

    /// <summary>Drops everything that lived in memory.</summary>
    public void Restart()
    {
        services.Dispose();
        services = Build();
    }

    /// <summary>Makes an account.</summary>
    public async Task<Actor> AddPersonAsync(Role role, string name)
    {
        await using var db = NewContext();
        var user = new VodUser { Id = Guid.NewGuid(), UserName = name, Email = name };
        var held = await db.Roles.SingleOrDefaultAsync(one => one.Name == role.ToString())
            ?? db.Roles.Add(new IdentityRole<Guid>(role.ToString()) { Id = Guid.NewGuid() }).Entity;
        db.Users.Add(user);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = held.Id });
        await db.SaveChangesAsync();
        return new Actor(user.Id, name);
    }

    public Task<UploadState> BeginAsync(Actor actor, byte[] content, string name = "clip.mp4") =>
        Begin.RunAsync(actor, new NewUpload(name, content.Length), default);

    /// <summary>Begins, sends everything in one part and lets it be judged.</summary>
    public async Task<Guid> BringAsync(byte[] content, Actor? actor = null, string name = "clip.mp4")
    {
        var upload = await BeginAsync(actor ?? Actor.System, content, name);
        await SendAsync(actor ?? Actor.System, upload.Id, 0, content);
        await Intake.AcceptAsync(Actor.System, upload.Id, default);
        return upload.Id;
    }

    public Task<UploadState> SendAsync(Actor actor, Guid id, long offset, byte[] content, PartChecksum? checksum = null) =>
        Uploads.AppendAsync(actor, id, new UploadPart(offset, new MemoryStream(content)) { Length = content.Length, Checksum = checksum }, default);

    public async Task<Video?> FindAsync(Guid id)
    {
        await using var db = NewContext();
        return await db.Videos.AsNoTracking().SingleOrDefaultAsync(video => video.Id == id);
    }

    public async Task<IReadOnlyList<string>> AuditAsync()
    {
        await using var db = NewContext();
        return await db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync();
    }

    /// <summary>Every file of media and staging, relative.</summary>
    public IReadOnlyList<string> Files() =>
        [.. new[] { Data.Media, Data.Staging }.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/')).Order()];

    public static byte[] Noise(int length) => RandomNumberGenerator.GetBytes(length);

    public static async Task<VodException> RefusedAsync(ErrorCode code, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<VodException>(act);
        Assert.Equal(code, refusal.Code);
        return refusal;
    }

    public void Dispose()
    {
        services.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    private ServiceProvider Build()
    {
        var registrations = new ServiceCollection();
        registrations.AddLogging();
        registrations.AddSingleton<TimeProvider>(Clock);
        registrations.AddSingleton(Data);
        registrations.AddSingleton<IFfmpeg>(Probe);
        registrations.AddOptions<UploadOptions>().Configure(options => configure?.Invoke(options));
        registrations.AddVodDatabase(new DatabaseOptions(), Data);
        registrations.AddAccounts().AddAudit().AddStorage().AddTranscoding().AddMedia().AddOfflineSwitch();
        return registrations.BuildServiceProvider();
    }
}

/// <summary>Plays the probe: an ordinary clip, unless told otherwise.</summary>
public sealed class PlayedProbe : IFfmpeg
{
    public VodException? Refusal { get; set; }

    /// <summary>Called before the answer.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public int Calls { get; private set; }

    public async Task<ProbedSource> ProbeAsync(string path, CancellationToken cancellation)
    {
        Calls++;
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
        if (Meanwhile is not null) await Meanwhile();
        if (Refusal is not null) throw Refusal;
        return new ProbedSource(
            new SourceInfo { Container = "mov,mp4", Duration = 10, VideoCodec = "h264", Width = 640, Height = 360, FrameRate = 25 },
            [new SourceStream { Index = 0, IsVideo = true, Codec = "h264", Width = 640, Height = 360 }]);
    }

    public Task<FfmpegVersion> GetVersionAsync(CancellationToken cancellation) => throw new NotSupportedException("Only the probe is played.");
}
