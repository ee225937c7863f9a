using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Media;

public sealed class UploadBeginTests : IDisposable
{
    private readonly MediaBench bench = new(options => options.MaxBytes = 1000);

    [Fact]
    public async Task Makes_the_rows_and_writes_nothing_to_the_disk()
    {
        var upload = await bench.Begin.RunAsync(Actor.System, new NewUpload("Holiday 2026.MP4", 1000), default);

        var video = await bench.FindAsync(upload.Id);
        Assert.Equal(VideoStatus.Uploading, video!.Status);
        Assert.Equal("Holiday 2026", video.Title);
        Assert.Equal("Holiday 2026.MP4", video.FileName);
        Assert.Empty(bench.Files());
        Assert.Equal(["upload.begin"], await bench.AuditAsync());
    }

    [Theory]
    [InlineData("clip.exe")]
    [InlineData("clip")]
    [InlineData("clip.mp4.html")]
    [InlineData("playlist.m3u8")]
    [InlineData(".mp4.")]
    public Task Refuses_an_extension_that_is_not_allowed(string name) =>
        MediaBench.RefusedAsync(ErrorCode.UploadExtensionNotAllowed, () => bench.Begin.RunAsync(Actor.System, new NewUpload(name, 10), default));

    [Fact]
    public Task Refuses_an_empty_file() =>
        MediaBench.RefusedAsync(ErrorCode.UploadEmpty, () => bench.Begin.RunAsync(Actor.System, new NewUpload("a.mp4", 0), default));

    [Fact]
    public Task Refuses_a_file_one_byte_above_the_limit() =>
        MediaBench.RefusedAsync(ErrorCode.UploadTooLarge, () => bench.Begin.RunAsync(Actor.System, new NewUpload("a.mp4", 1001), default));

    [Fact]
    public async Task Refuses_a_file_that_does_not_fit_with_its_transcoding_and_leaves_no_row()
    {
        using var vast = new MediaBench(options => options.MaxBytes = 1L << 50);
        var half = new DriveInfo(vast.Data.Root).AvailableFreeSpace * 2 / 3;
        await MediaBench.RefusedAsync(
            ErrorCode.UploadSpaceMissing, () => vast.Begin.RunAsync(Actor.System, new NewUpload("a.mp4", half), default));
        await using var db = vast.NewContext();
        Assert.Empty(db.Videos);
    }

    [Fact]
    public async Task Counts_what_running_uploads_still_need()
    {
        using var vast = new MediaBench(options => (options.MaxBytes, options.SpaceFactor) = (1L << 50, 1));
        var part = new DriveInfo(vast.Data.Root).AvailableFreeSpace * 6 / 10;
        await vast.Begin.RunAsync(Actor.System, new NewUpload("a.mp4", part), default);
        await MediaBench.RefusedAsync(
            ErrorCode.UploadSpaceMissing, () => vast.Begin.RunAsync(Actor.System, new NewUpload("b.mp4", part), default));
    }

    [Fact]
    public async Task Refuses_whoever_may_not_edit_and_whoever_is_nobody()
    {
        var auditor = await bench.AddPersonAsync(Role.Auditor, "auditor");
        await MediaBench.RefusedAsync(ErrorCode.Forbidden, () => bench.Begin.RunAsync(auditor, new NewUpload("a.mp4", 1), default));
        await MediaBench.RefusedAsync(
            ErrorCode.NotSignedIn, () => bench.Begin.RunAsync(new Actor(Guid.NewGuid(), "gone"), new NewUpload("a.mp4", 1), default));
    }

    [Fact]
    public Task Refuses_a_category_that_does_not_exist() => MediaBench.RefusedAsync(
        ErrorCode.CategoryNotFound, () => bench.Begin.RunAsync(Actor.System, new NewUpload("a.mp4", 1) { CategoryId = 7 }, default));

    [Theory]
    [InlineData("zz")]
    [InlineData("abcd")]
    public Task Refuses_a_hash_that_is_none(string hash) => MediaBench.RefusedAsync(
        ErrorCode.UploadHashInvalid, () => bench.Begin.RunAsync(Actor.System, new NewUpload("a.mp4", 1) { Sha256 = hash }, default));

    [Theory]
    [InlineData("../../etc/passwd.mp4", "passwd.mp4")]
    [InlineData("C:\\videos\\clip.mp4", "clip.mp4")]
    [InlineData("a\u202Egpj.mp4", "agpj.mp4")]
    [InlineData("a\u200Bb\u0000c\r\n.mp4", "abc.mp4")]
    [InlineData("<img src=x onerror=alert(1)>.mp4", "<img src=x onerror=alert(1)>.mp4")]
    [InlineData("-version.mp4", "-version.mp4")]
    public async Task Keeps_a_file_name_as_text_without_paths_and_tricks(string name, string kept)
    {
        var upload = await bench.Begin.RunAsync(Actor.System, new NewUpload(name, 1), default);
        Assert.Equal(kept, (await bench.FindAsync(upload.Id))!.FileName);
    }

    [Fact]
    public async Task Replaces_half_a_character_of_a_file_name()
    {
        // Not as inline data: attributes are stored as UTF-8, which has no half characters.
        var upload = await bench.Begin.RunAsync(Actor.System, new NewUpload("half" + (char)0xD83D + ".mp4", 1), default);
        Assert.Equal("half\uFFFD.mp4", (await bench.FindAsync(upload.Id))!.FileName);
    }

    [Fact]
    public Task Refuses_a_name_of_which_nothing_is_left() => MediaBench.RefusedAsync(
        ErrorCode.FileNameMissing, () => bench.Begin.RunAsync(Actor.System, new NewUpload("videos/\u200B", 1), default));

    [Fact]
    public async Task Cuts_a_name_of_ten_thousand_characters_but_not_its_extension()
    {
        var upload = await bench.Begin.RunAsync(Actor.System, new NewUpload(new string('字', 10_000) + ".mp4", 1), default);
        var video = (await bench.FindAsync(upload.Id))!;
        Assert.Equal(FileNames.Limit, video.FileName.Length);
        Assert.EndsWith("字.mp4", video.FileName);
        Assert.Equal(Video.TitleLimit, video.Title.Length);
    }

    public void Dispose() => bench.Dispose();
}
