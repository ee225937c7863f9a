using System.Globalization;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Protocol.Formats.KeyFiles;
using VodConsole.Web.Tests.Media;

namespace VodConsole.Web.Tests.Downloads;

/// <summary>Renders the pages about downloads over the real use cases and a temporary database.</summary>
public abstract class DownloadPages(Role role = Role.Operator) : MediaPages(role)
{
    protected static readonly DateTime Then = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    protected DownloadConfiguration Configuration => Services.GetRequiredService<DownloadConfiguration>();

    /// <summary>Gives the installation its keys, as the server's start does, and lets it generate key files.</summary>
    protected async Task AllowKeyFilesAsync()
    {
        await Services.GetRequiredService<KeyRingCheck>().EnsureAsync(default);
        await SetModeAsync(DownloadMode.Secure);
    }

    /// <summary>From here on the viewer reads this language.</summary>
    protected static void Read(string language) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    /// <summary>Sets the mode as another operator does.</summary>
    protected async Task<DownloadChange> SetModeAsync(DownloadMode mode)
    {
        var preview = await Configuration.PreviewAsync(Actor.System, mode, default);
        return await Configuration.ApplyAsync(Actor.System, mode, preview.Hash, preview.Version, default);
    }

    protected async Task<DownloadMode> ReadModeAsync() => (await Configuration.ReadAsync(Actor.System, default)).Mode;

    /// <summary>Adds a video in any state, with a publication unless <paramref name="encryption"/> is null.</summary>
    protected async Task<Guid> AddPublishedAsync(
        VideoStatus status = VideoStatus.Normal, EncryptType? encryption = EncryptType.HlsEncryption, bool isOfflineDisabled = false)
    {
        var id = await AddVideoAsync();
        await using var db = NewContext();
        var video = await db.Videos.SingleAsync(one => one.Id == id);
        db.Entry(video).Property(one => one.Status).CurrentValue = status;
        video.IsOfflineDisabled = isOfflineDisabled;
        if (encryption is { } type)
        {
            db.Add(new Publication
            {
                Id = Guid.NewGuid(), VideoId = id, TaskId = Guid.NewGuid(), Fence = 1, Prefix = $"out/{id:N}/1",
                EncryptType = type, Duration = 10, PublishedAt = Then,
            });
        }
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>Adds a key file for the app of a bundle ID.</summary>
    protected async Task<KeyFile> AddKeyFileAsync(string bundleId, KeyFileStatus status = KeyFileStatus.Live, string label = "")
    {
        Assert.Null(AppIdentity.Read(AppPlatform.Ios, bundleId, out var app));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var file = new KeyFile
        {
            Id = Guid.NewGuid(), Platform = app!.Platform, Identity = app.Canonical, Label = label,
            Fingerprint = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)),
            Wrapped = [1], KekVersion = 1, CreatedBy = "test", CreatedAt = Then,
            RevokedAt = status == KeyFileStatus.Revoked ? Then : null,
            ValidUntil = status switch
            {
                KeyFileStatus.Replaced => now.AddDays(1),
                KeyFileStatus.Expired => Then,
                _ => null,
            },
        };
        await using var db = NewContext();
        db.Add(file);
        await db.SaveChangesAsync();
        return file;
    }
}
