namespace VodConsole.Core.Storage;

internal sealed class LocalFileWriter : MediaWriter
{
    private readonly string target;
    private readonly string part;
    private readonly FileStream content;
    private bool committed;

    public LocalFileWriter(string target)
    {
        this.target = target;
        part = DurableFile.PartPath(target);
        content = new FileStream(part, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
            BufferSize = 0, // What is written here comes in large pieces.
        });
    }

    public override Stream Content => content;

    public override async Task CommitAsync(CancellationToken cancellation)
    {
        await content.FlushAsync(cancellation);
        await Task.Run(() => content.Flush(flushToDisk: true), cancellation);
        await content.DisposeAsync();
        DurableFile.Publish(part, target);
        committed = true;
    }

    public override async ValueTask DisposeAsync()
    {
        await content.DisposeAsync();
        if (committed) return;
        try
        {
            File.Delete(part);
        }
        catch (DirectoryNotFoundException)
        {
            // The prefix was deleted meanwhile, and this with it.
        }
    }
}
