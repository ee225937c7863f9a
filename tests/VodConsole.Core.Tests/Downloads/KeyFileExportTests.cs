using System.Text;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Tests.Downloads;

public sealed class KeyFileExportTests : IAsyncLifetime
{
    private readonly KeyFileBench bench = new();

    [Fact]
    public async Task Writes_the_register_for_a_spreadsheet_and_starts_no_formula()
    {
        var made = await bench.Generation.GenerateAsync(
            Actor.System, await bench.FormAsync(label: "=HYPERLINK(\"http://x\")", note: "+1, \"two\"\nthree"), default);
        await bench.Register.RevokeAsync(Actor.System, made.Id, "@泄露", default);
        var bytes = await ExportAsync(new KeyFileSearch());

        Assert.Equal(new byte[] { 0xEF, 0xBB, 0xBF }, bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\")\"", text, StringComparison.Ordinal);
        Assert.Contains("\"'+1, \"\"two\"\"\nthree\"", text, StringComparison.Ordinal);
        Assert.Contains("\"'@泄露\"", text, StringComparison.Ordinal);
        Assert.Contains($"\"{made.Id:N}\",\"{made.Fingerprint}\",\"Android\",\"{KeyFileBench.Fingerprint}\"", text, StringComparison.Ordinal);
        Assert.Contains("\"Revoked\",\"system\",\"2026-05-01T12:00:00.000Z\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain(KeyFileBench.PrivateKey, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_every_row_once_also_those_of_one_moment_and_none_that_the_filter_leaves_out()
    {
        await AddRowsAsync(KeyFileExport.BatchSize * 2 + 1);
        await bench.GenerateAsync("phone", AppPlatform.Ios, "com.example.phone");

        var lines = Lines(await ExportAsync(new KeyFileSearch { Platform = AppPlatform.Android }));
        Assert.Equal(KeyFileExport.BatchSize * 2 + 1, lines.Skip(1).Distinct().Count());
        Assert.Equal(KeyFileExport.BatchSize * 2 + 2, lines.Length);
        Assert.Equal(2, Lines(await ExportAsync(new KeyFileSearch { Text = "phone" })).Length);
    }

    [Fact]
    public async Task Is_audited_with_its_filter()
    {
        await ExportAsync(new KeyFileSearch { Status = KeyFileStatus.Live, Text = "kiosk" });
        await using var db = bench.NewContext();
        var entry = db.AuditEntries.Single(one => one.Action == AuditAction.KeyFilesExported);
        Assert.Equal("{\"Text\":\"kiosk\",\"Platform\":null,\"Status\":\"Live\"}", entry.After);
    }

    [Fact]
    public async Task Refuses_somebody_without_rights_before_the_first_byte()
    {
        using var output = new MemoryStream();
        await KeyFileBench.RefusedAsync(ErrorCode.NotSignedIn, () =>
            bench.Get<KeyFileExport>().WriteAsync(new Actor(Guid.NewGuid(), "nobody"), new KeyFileSearch(), output, default));
        Assert.Equal(0, output.Length);
    }

    public Task InitializeAsync() => bench.InitializeAsync();

    public Task DisposeAsync() => bench.DisposeAsync();

    private async Task<byte[]> ExportAsync(KeyFileSearch search)
    {
        using var output = new MemoryStream();
        await bench.Get<KeyFileExport>().WriteAsync(Actor.System, search, output, default);
        return output.ToArray();
    }

    private static string[] Lines(byte[] csv) => Encoding.UTF8.GetString(csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private async Task AddRowsAsync(int count)
    {
        await using var db = bench.NewContext();
        db.AddRange(Enumerable.Range(0, count).Select(number => new KeyFile
        {
            Id = Guid.NewGuid(), Platform = AppPlatform.Android, Identity = $"android-sha1:{number:x40}", Label = $"{number}",
            Fingerprint = $"{number:x64}", Wrapped = [1], KekVersion = 1, CreatedBy = "test", CreatedAt = bench.Now,
        }));
        await db.SaveChangesAsync();
    }
}
