using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Media;

public sealed class UploadAccessTests : IDisposable
{
    private static readonly byte[] Content = MediaBench.Noise(100);
    private readonly MediaBench bench = new();

    [Fact]
    public async Task Hides_an_upload_from_other_operators()
    {
        var owner = await bench.AddPersonAsync(Role.Operator, "owner");
        var other = await bench.AddPersonAsync(Role.Operator, "other");
        var upload = await bench.BeginAsync(owner, Content);

        await MediaBench.RefusedAsync(ErrorCode.UploadNotFound, () => bench.Uploads.FindAsync(other, upload.Id, default));
        await MediaBench.RefusedAsync(ErrorCode.UploadNotFound, () => bench.SendAsync(other, upload.Id, 0, Content));
        await MediaBench.RefusedAsync(ErrorCode.UploadNotFound, () => bench.Uploads.TerminateAsync(other, upload.Id, default));
        Assert.Empty(await bench.Uploads.ListUnfinishedAsync(other, default));
        Assert.Single(await bench.Uploads.ListUnfinishedAsync(owner, default));
    }

    [Fact]
    public async Task Hides_a_finished_upload_from_other_operators()
    {
        var owner = await bench.AddPersonAsync(Role.Operator, "owner");
        var other = await bench.AddPersonAsync(Role.Operator, "other");
        var id = await bench.BringAsync(Content, owner);

        Assert.Equal(100, (await bench.Uploads.FindAsync(owner, id, default)).Offset);
        await MediaBench.RefusedAsync(ErrorCode.UploadNotFound, () => bench.Uploads.FindAsync(other, id, default));
    }

    [Fact]
    public async Task Lets_an_administrator_end_it()
    {
        var owner = await bench.AddPersonAsync(Role.Operator, "owner");
        var upload = await bench.BeginAsync(owner, Content);
        await bench.SendAsync(owner, upload.Id, 0, Content[..50]);

        await bench.Uploads.TerminateAsync(await bench.AddPersonAsync(Role.Administrator, "admin"), upload.Id, default);

        Assert.Null(await bench.FindAsync(upload.Id));
        Assert.Empty(bench.Files());
        Assert.Equal(["upload.begin", "upload.cancel"], await bench.AuditAsync());
    }

    [Fact]
    public async Task Refuses_who_lost_the_role_in_the_middle()
    {
        var owner = await bench.AddPersonAsync(Role.Operator, "owner");
        var upload = await bench.BeginAsync(owner, Content);
        await using (var db = bench.NewContext())
        {
            db.UserRoles.RemoveRange(db.UserRoles);
            await db.SaveChangesAsync();
        }
        await MediaBench.RefusedAsync(ErrorCode.NotSignedIn, () => bench.SendAsync(owner, upload.Id, 0, Content));
        Assert.Empty(bench.Files());
    }

    [Fact]
    public async Task Knows_no_upload_that_never_was() => await MediaBench.RefusedAsync(
        ErrorCode.UploadNotFound, () => bench.Uploads.FindAsync(Actor.System, Guid.NewGuid(), default));

    public void Dispose() => bench.Dispose();
}
