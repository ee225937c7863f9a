using Microsoft.AspNetCore.Components.Forms;

namespace VodConsole.Web.Tests.Downloads;

/// <summary>A chosen file whose bytes come when they are told to.</summary>
internal sealed class SlowFile(byte[] content) : IBrowserFile
{
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "encryptedApp.dat";

    public DateTimeOffset LastModified => default;

    public long Size => content.Length;

    public string ContentType => "application/octet-stream";

    public void Arrive() => arrived.SetResult();

    public Stream OpenReadStream(long maxAllowedSize, CancellationToken cancellationToken) => new SlowStream(content, arrived.Task);

    private sealed class SlowStream(byte[] content, Task arrived) : MemoryStream(content)
    {
        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            await arrived;
            await base.CopyToAsync(destination, bufferSize, cancellationToken);
        }
    }
}
